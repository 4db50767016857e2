package io.cryptodata.producers.venue.gate;

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
import java.util.Optional;
import java.util.stream.LongStream;

/// Gate.io's names and states as ours: `BTC_USDT` is `BTC/USDT` among the spot markets and `BTC/USDT:USDT` among the
/// contracts that are settled in USDT; `BTC_USD`, settled in bitcoin, is `BTC/USD:BTC`.
final class GateSymbols {
    private static final Logger LOG = LoggerFactory.getLogger(GateSymbols.class);
    /// coins whose names mean other coins elsewhere
    private static final CurrencyNames NAMES = CurrencyNames.of(GateClient.EXCHANGE,
            Map.ofEntries(Map.entry("ORT", "XREATORS"), Map.entry("ASS", "ASSF"), Map.entry("88MPH", "MPH"),
                    Map.entry("AXIS", "AXISDEFI"), Map.entry("BIFI", "BITCOINFILE"), Map.entry("BOX", "DEFIBOX"),
                    Map.entry("BYN", "BEYONDFI"), Map.entry("EGG", "GOOSEFINANCE"), Map.entry("GTC", "GAMECOM"),
                    Map.entry("GTC_HT", "GAMECOM_HT"), Map.entry("GTC_BSC", "GAMECOM_BSC"),
                    Map.entry("HIT", "HITCHAIN"), Map.entry("MM", "MILLION"), Map.entry("MPH", "MORPHER"),
                    Map.entry("POINT", "GATEPOINT"), Map.entry("RAI", "RAIREFLEXINDEX"),
                    Map.entry("SBTC", "SUPERBITCOIN"), Map.entry("TNC", "TRINITYNETWORKCREDIT"),
                    Map.entry("VAI", "VAIOT"), Map.entry("TRAC", "TRACO")));

    private GateSymbols() {}

    /// Every market that has a unified name; the others are named in the log.
    static List<Listing> listings(JsonNode rows, GateApi api) throws UnreadableBody {
        List<Listing> listings = new ArrayList<>(rows.size());
        for (JsonNode row : rows) {
            try {
                if (api == GateApi.SPOT) {
                    listings.add(spot(row));
                } else {
                    contract(row, api).ifPresent(listings::add);
                }
            } catch (IllegalArgumentException e) {
                LOG.warn("gate lists a market without a unified name ({}): {}", e.getMessage(),
                        row.path(api == GateApi.SPOT ? "id" : "name"));
            }
        }
        return listings;
    }

    /// A market that can only be bought or only be sold does not trade.
    private static Listing spot(JsonNode row) throws UnreadableBody {
        String status = row.path("trade_status").asText();
        return new Listing(NAMES.spot(row.path("base").asText(), row.path("quote").asText()),
                row.path("id").asText(), status.equals("tradable"), status,
                earliest(row, "sell_start", "buy_start"), BigDecimal.ONE);
    }

    /// Empty for what is neither settled in its quote nor in its base, or has an end, which is the third part of its name.
    private static Optional<Listing> contract(JsonNode row, GateApi api) throws UnreadableBody {
        String name = row.path("name").asText();
        String[] parts = name.split("_", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        Market market = NAMES.contract(parts[0], parts[1], api.settle());
        boolean linear = market.quote().equals(market.settle());
        if (!linear && !market.base().equals(market.settle())) {
            return Optional.empty();
        }
        // an inverse contract is worth so many of the quote, and its multiplier is 0
        BigDecimal size = linear ? new BigDecimal(JsonBody.text(row.path("quanto_multiplier"))) : BigDecimal.ONE;
        String status = status(row);
        return Optional.of(new Listing(market, name, status.equals("trading"), status,
                earliest(row, "launch_time", "create_time"), size));
    }

    /// A contract on its way out still says that it is trading, where it says anything: it can only be closed.
    private static String status(JsonNode row) {
        String status = row.path("status").asText("trading");
        return row.path("in_delisting").asBoolean() && status.equals("trading") ? "in_delisting" : status;
    }

    /// The first of two moments in seconds, of which 0 says nothing; null if neither says anything.
    private static @Nullable Instant earliest(JsonNode row, String one, String other) throws UnreadableBody {
        return LongStream.of(seconds(row, one), seconds(row, other)).filter(second -> second > 0).boxed()
                .min(Long::compare).map(Instant::ofEpochSecond).orElse(null);
    }

    private static long seconds(JsonNode row, String field) throws UnreadableBody {
        JsonNode moment = row.path(field);
        return moment.isMissingNode() || moment.isNull() ? 0 : JsonBody.wholeNumber(moment, field);
    }
}
