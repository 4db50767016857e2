package io.cryptodata.producers.venue.bitget;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.CurrencyNames;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Bitget's names and states as ours: coin `BTC` priced in `USDT` is `BTC/USDT`, and `BTC/USDT:USDT` as a contract without
/// an end. Contracts that expire have no place here.
final class BitgetSymbols {
    private static final Logger LOG = LoggerFactory.getLogger(BitgetSymbols.class);
    /// CCXT writes `Jade Protocol` with a space, which no unified symbol of ours has.
    private static final CurrencyNames NAMES = CurrencyNames.of(BitgetClient.EXCHANGE,
            Map.of("APX", "AstroPepeX", "DEGEN",
                    "DegenReborn", "EVA", "Evadore", "JADE", "JadeProtocol", "OMNI", "omni", "TONCOIN", "TON"));

    private BitgetSymbols() {}

    /// Every symbol that has a unified name; the others are named in the log.
    static List<Listing> listings(JsonNode symbols, BitgetApi api) throws UnreadableBody {
        List<Listing> listings = new ArrayList<>(symbols.size());
        for (JsonNode symbol : symbols) {
            try {
                if (api == BitgetApi.SPOT || symbol.path("symbolType").asText().equals("perpetual")) {
                    listings.add(listing(symbol, api));
                }
            } catch (IllegalArgumentException e) {
                LOG.warn("bitget lists a symbol without a unified name ({}): {}", e.getMessage(),
                        symbol.path("symbol"));
            }
        }
        return listings;
    }

    private static Listing listing(JsonNode symbol, BitgetApi api) throws UnreadableBody {
        String base = symbol.path("baseCoin").asText();
        String quote = symbol.path("quoteCoin").asText();
        Market market = api == BitgetApi.SPOT ? NAMES.spot(base, quote) : NAMES.contract(base, quote, settle(symbol));
        String status = symbol.path(api == BitgetApi.SPOT ? "status" : "symbolStatus").asText();
        boolean tradable = status.equals(api == BitgetApi.SPOT ? "online" : "normal");
        return new Listing(market, symbol.path("symbol").asText(), tradable, status, listedAt(symbol), BigDecimal.ONE);
    }

    /// Of the coins that a contract takes as margin: its base if that is among them, else its quote, else the first.
    private static String settle(JsonNode symbol) {
        Set<String> margins = new TreeSet<>();
        symbol.path("supportMarginCoins").forEach(coin -> margins.add(coin.asText()));
        for (String name : new String[]{"baseCoin", "quoteCoin"}) {
            if (margins.contains(symbol.path(name).asText())) {
                return symbol.path(name).asText();
            }
        }
        return symbol.path("supportMarginCoins").path(0).asText();
    }

    /// Old contracts say nothing, and nothing is also written as zero or less.
    private static @Nullable Instant listedAt(JsonNode symbol) throws UnreadableBody {
        for (String name : new String[]{"launchTime", "openTime"}) {
            JsonNode time = symbol.path(name);
            boolean said = !JsonBody.text(time).isEmpty() && JsonBody.wholeNumber(time, name) > 0;
            if (said) {
                return Instant.ofEpochMilli(JsonBody.wholeNumber(time, name));
            }
        }
        return null;
    }
}
