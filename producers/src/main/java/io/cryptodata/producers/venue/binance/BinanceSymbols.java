package io.cryptodata.producers.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.Listing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/// Binance's names and states as ours: `BTCUSDT` of base `BTC` and quote `USDT` is `BTC/USDT`.
final class BinanceSymbols {
    private static final Logger LOG = LoggerFactory.getLogger(BinanceSymbols.class);

    private BinanceSymbols() {}

    /// Every symbol that has a unified name; the others are named in the log.
    static List<Listing> listings(JsonNode symbols) {
        List<Listing> listings = new ArrayList<>(symbols.size());
        for (JsonNode symbol : symbols) {
            try {
                listings.add(listing(symbol));
            } catch (IllegalArgumentException e) {
                LOG.warn("binance lists a symbol without a unified name ({}): {}", e.getMessage(),
                        symbol.path("symbol"));
            }
        }
        return listings;
    }

    private static Listing listing(JsonNode symbol) {
        String base = symbol.path("baseAsset").asText();
        String quote = symbol.path("quoteAsset").asText();
        Market market = new Market(BinanceClient.EXCHANGE, base + "/" + quote);
        String venueSymbol = symbol.path("symbol").asText();
        return Listing.of(market, venueSymbol, isTradable(symbol), symbol.path("status").asText());
    }

    /// Listings from before `isSpotTradingAllowed` existed hold spot markets only.
    private static boolean isTradable(JsonNode symbol) {
        return symbol.path("status").asText().equals("TRADING")
                && symbol.path("isSpotTradingAllowed").asBoolean(true);
    }
}
