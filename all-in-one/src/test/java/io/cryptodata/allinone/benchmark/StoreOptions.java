package io.cryptodata.allinone.benchmark;

import java.util.HashMap;
import java.util.Map;

/// The parameters of a run of [BenchmarkStore].
///
/// @param rows of `h1_data`: an equal number of hours for each market
/// @param markets on five venues
/// @param indicatorHours how many of the newest hours have indicators of `1h` for every market
/// @param fullMarkets the first markets, which have the indicators of every timeframe for all hours
record StoreOptions(long rows, int markets, int indicatorHours, int fullMarkets) {
    StoreOptions {
        if (markets < 1 || rows < markets) {
            throw new IllegalArgumentException(
                    "rows must be at least as many as markets, but were %d for %d markets".formatted(rows, markets));
        }
    }

    /// From arguments `name=value`.
    static StoreOptions of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, Math.max(equals, 0)), argument.substring(equals + 1));
        }
        return new StoreOptions(Long.parseLong(values.getOrDefault("rows", "20000000")),
                number(values, "markets", 2500), number(values, "indicator_hours", 2000),
                number(values, "full_markets", 100));
    }

    private static int number(Map<String, String> values, String name, int standard) {
        return Integer.parseInt(values.getOrDefault(name, Integer.toString(standard)));
    }

    int hours() {
        return Math.toIntExact(rows / markets);
    }
}
