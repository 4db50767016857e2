package io.cryptodata.allinone.api;

import io.cryptodata.api.query.Listing;
import io.cryptodata.api.rest.ReadModels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A request of each listing that has rows in the seeded world.
///
/// @param parameters name and value in turns
record Requests(Listing listing, List<String> parameters) {
    private static final String MARKET = "binance:BTC/USDT";
    private static final Map<String, List<List<String>>> REQUIRED = Map.of(
            "candles",
            List.of(List.of("market", MARKET, "to", "2024-01-20"),
                    List.of("market", MARKET, "timeframe", "1d", "closed", "all"),
                    List.of("market", MARKET, "known_at", "2024-01-10", "order", "desc")),
            "indicators",
            List.of(List.of("market", MARKET, "timeframe", "4h", "order", "desc"),
                    List.of("market", MARKET, "timeframe", "1w")),
            "bars",
            List.of(List.of("market", "bybit:ETH/USDT", "timeframe", "2h"),
                    List.of("market", "bybit:ETH/USDT", "timeframe", "1m", "closed", "all"),
                    List.of("market", MARKET, "from", "2024-03-01T00:00:00Z", "order", "desc")),
            "markets", List.of(List.of(), List.of("sort", "rank"), List.of("sort", "-newest")), "revisions",
            List.of(List.of("market", MARKET)),
            "screener",
            List.of(List.of("timeframe", "4h"), List.of("timeframe", "1h", "sort", "-rsi14"),
                    List.of("timeframe", "1d", "sort", "rank", "exchange", "binance"),
                    List.of("timeframe", "1w", "sort", "-timestamp", "filter", "close>ema200")),
            "coins",
            List.of(List.of(), List.of("sort", "-days_since_ath"), List.of("sort", "market_cap"),
                    List.of("sort", "-ath10")),
            "coins/history", List.of(List.of("coin", "bitcoin")),
            "completeness/daily",
            List.of(List.of("market", "bybit:ETH/USDT"), List.of("exchange", "okx", "from", "2024-03-01")),
            "universe/at", List.of(List.of("moment", "2024-02-01")));

    static Stream<Requests> all() {
        return ReadModels.all().stream().flatMap(model -> model instanceof Listing listing
                ? REQUIRED.getOrDefault(listing.path(), List.of(List.of())).stream()
                        .map(each -> new Requests(listing, each))
                : Stream.empty());
    }

    /// The parameters and further ones.
    String[] with(String... more) {
        List<String> all = new ArrayList<>(parameters);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Override
    public String toString() {
        return listing.path() + " " + parameters;
    }
}
