package io.cryptodata.allinone.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.ReadModel;
import io.cryptodata.api.rest.ReadModels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A parameter of a listing with a value that changes the rows of the seeded world.
///
/// @param base the request without it: name and value in turns
/// @param holds for every row
record ParameterUse(String path, List<String> base, String name, String value, Function<JsonNode, Boolean> holds) {

    private static ParameterUse use(String path, String base, String name, String value,
            Function<JsonNode, Boolean> holds) {
        return new ParameterUse(path, base.isEmpty() ? List.of() : List.of(base.split("&|=")), name, value, holds);
    }

    private static ParameterUse equal(String path, String base, String name, String value) {
        return use(path, base, name, value, row -> row.path(name).asText().equals(value));
    }

    private static Function<JsonNode, Boolean> atOrAfter(String column, String time) {
        return row -> row.path(column).asText().compareTo(time) >= 0;
    }

    private static Function<JsonNode, Boolean> before(String column, String time) {
        return row -> row.path(column).asText().compareTo(time) < 0;
    }

    private static final Function<JsonNode, Boolean> ANY = _ -> true;

    static List<ParameterUse> all() {
        String btc = "market=binance:BTC/USDT";
        List<ParameterUse> uses = new ArrayList<>(List.of(equal("markets", "", "exchange", "okx"),
                equal("markets", "", "base", "SOL"),
                use("markets", "", "quote", "XYZ", _ -> false), equal("markets", "", "kind", "linear"),
                equal("markets", "", "state", "DELISTED"), equal("markets", "", "tracked", "false"),
                use("markets", "", "q", "usdt:", row -> row.path("market").asText().contains("USDT:")),
                equal("screener", "", "exchange", "okx"), use("screener", "", "quote", "XYZ", _ -> false),
                use("screener", "", "kind", "linear", _ -> false),
                use("screener", "", "q", "btc", row -> row.path("market").asText().contains("BTC")),
                use("screener", "", "filter", "rsi14<40", row -> row.path("rsi14").asDouble() < 40),
                use("screener", "", "filter", "close<=ema36",
                        row -> row.path("close").asDouble() <= row.path("ema36").asDouble()),
                use("markets", "", "sort", "-asset", ANY),
                use("screener", "", "sort", "-close", ANY),
                use("screener", "", "columns", "market,close", row -> row.size() == 2),
                use("screener", "", "timeframe", "1d", row -> row.path("timestamp").asText().endsWith("T00:00:00Z")),
                use("revisions", btc, "from", "2024-02-01", atOrAfter("timestamp", "2024-02-01")),
                use("revisions", btc, "market", "binance:ETH/USDT", ANY),
                use("revisions", btc, "to", "2024-02-01", before("timestamp", "2024-02-01")),
                use("coins", "", "ath", "10", row -> row.path("ath10").asBoolean()),
                use("coins", "", "q", "bitc", row -> row.path("coin_id").asText().contains("bitc")),
                use("coins", "", "sort", "-days_since_ath", ANY),
                use("coins", "", "at", "2024-03-11T05:10:00Z",
                        row -> row.path("timestamp").asText().equals("2024-03-11T05:00:00Z")),
                use("coins/history", "coin=bitcoin", "from", "2024-03-11T05:10:00Z",
                        atOrAfter("timestamp", "2024-03-11T05:10")),
                use("coins/history", "coin=bitcoin", "to", "2024-03-11T05:10:00Z",
                        before("timestamp", "2024-03-11T05:10")),
                use("coins/history", "coin=bitcoin", "coin", "ethereum",
                        row -> row.path("coin_id").asText().equals("ethereum")),
                equal("gaps", "", "market", "okx:BTC/USDT"), equal("gaps", "", "exchange", "bybit"),
                equal("gaps", "", "cause", "no_trade"),
                use("gaps", "", "from", "2024-03-10T12:00:00Z",
                        row -> row.path("to").asText().compareTo("2024-03-10T12") > 0),
                use("gaps", "", "to", "2024-03-10T01:00:00Z", before("from", "2024-03-10T01")),
                equal("completeness", "", "exchange", "okx"),
                use("completeness/daily", "exchange=bybit", "from", "2024-03-09", atOrAfter("day", "2024-03-09")),
                use("completeness/daily", "exchange=bybit", "to", "2024-03-09", before("day", "2024-03-09")),
                use("completeness/daily", "exchange=bybit", "exchange", "okx", ANY),
                use("completeness/daily", "market=bybit:ETH/USDT", "market", "okx:SOL/USDT", ANY),
                equal("universe", "", "exchange", "okx"), equal("universe", "", "tracked", "false"),
                use("universe", "", "q", "new", row -> row.path("market").asText().contains("NEW")),
                equal("universe/at", "moment=2024-02-01", "exchange", "okx"),
                equal("universe/at", "moment=2024-02-01", "tracked", "false"),
                equal("universe/at", "moment=2024-02-01", "traded", "false"),
                use("universe/at", "moment=2024-02-01", "moment", "2024-03-11", ANY),
                equal("tasks/runs", "", "process", "universe"), equal("tasks/runs", "", "outcome", "FAILED"),
                use("tasks/runs", "", "from", "2024-03-11", atOrAfter("started_at", "2024-03-11")),
                use("tasks/runs", "", "to", "2024-03-11", before("started_at", "2024-03-11"))));
        for (String path : List.of("candles", "indicators", "bars")) {
            uses.addAll(List.of(use(path, btc, "from", "2024-03-01", atOrAfter("timestamp", "2024-03-01")),
                    use(path, btc, "to", "2024-01-05T12:30:00+02:00", before("timestamp", "2024-01-05T10:30")),
                    use(path, btc, "order", "desc", ANY), use(path, btc + "&timeframe=1w", "closed", "all", ANY),
                    use(path, btc, "timeframe", "4h", row -> row.path("last_id").isTextual()),
                    use(path, btc, "known_at", "2024-01-08T12:00:00Z", before("known_at", "2024-01-08T12:00:00.001")),
                    use(path, btc, "market", "okx:SOL/USDT", ANY)));
        }
        for (ReadModel model : ReadModels.all()) {
            if (model instanceof Listing listing) {
                String base = Requests.all().filter(each -> each.listing().path().equals(listing.path())).findFirst()
                        .orElseThrow()
                        .parameters().stream().collect(Collectors.joining("="));
                List<String> pairs = List.of(base.split("="));
                uses.add(new ParameterUse(listing.path(), base.isEmpty() ? List.of() : pairs, "limit", "1", ANY));
            }
        }
        return uses;
    }
}
