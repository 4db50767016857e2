package io.cryptodata.producers.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.http.UnreadableBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Binance's names and states as ours: `BTCUSDT` of base `BTC` and quote `USDT` is `BTC/USDT`, and `BTC/USDT:USDT` as a
/// contract without an end. Contracts that expire have no place here.
final class BinanceSymbols {
    private static final Logger LOG = LoggerFactory.getLogger(BinanceSymbols.class);

    private BinanceSymbols() {}

    /// Every symbol that has a unified name; the others are named in the log.
    static List<Listing> listings(JsonNode symbols, BinanceApi api) throws UnreadableBody {
        List<Listing> listings = new ArrayList<>(symbols.size());
        for (JsonNode symbol : symbols) {
            try {
                if (api == BinanceApi.SPOT || isPerpetual(symbol)) {
                    listings.add(listing(symbol, api));
                }
            } catch (IllegalArgumentException e) {
                LOG.warn("binance lists a symbol without a unified name ({}): {}", e.getMessage(),
                        symbol.path("symbol"));
            }
        }
        return listings;
    }

    private static Listing listing(JsonNode symbol, BinanceApi api) throws UnreadableBody {
        String asset = symbol.path("baseAsset").asText() + "/" + symbol.path("quoteAsset").asText();
        String settle = api == BinanceApi.SPOT ? "" : ":" + symbol.path("marginAsset").asText();
        JsonNode contractSize = symbol.path("contractSize");
        // an inverse contract is worth so many of the quote, which is no number of units of the base
        BigDecimal size = api == BinanceApi.LINEAR && contractSize.isNumber()
                ? contractSize.decimalValue()
                : BigDecimal.ONE;
        return new Listing(new Market(BinanceClient.EXCHANGE, asset + settle), symbol.path("symbol").asText(),
                isTradable(symbol, api), status(symbol), listedAt(symbol), size);
    }

    /// Tokenised stocks and the like are perpetual too, under a name of their own.
    private static boolean isPerpetual(JsonNode symbol) {
        return symbol.path("contractType").asText().endsWith("PERPETUAL");
    }

    /// Listings from before `isSpotTradingAllowed` existed hold spot markets only.
    private static boolean isTradable(JsonNode symbol, BinanceApi api) {
        return status(symbol).equals("TRADING")
                && (api != BinanceApi.SPOT || symbol.path("isSpotTradingAllowed").asBoolean(true));
    }

    /// Inverse contracts call it otherwise.
    private static String status(JsonNode symbol) {
        return symbol.path(symbol.has("contractStatus") ? "contractStatus" : "status").asText();
    }

    private static @Nullable Instant listedAt(JsonNode symbol) throws UnreadableBody {
        JsonNode onboarded = symbol.path("onboardDate");
        return onboarded.isMissingNode()
                ? null
                : Instant.ofEpochMilli(JsonBody.wholeNumber(onboarded, "onboardDate"));
    }
}
