package io.cryptodata.allinone.crash;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The parameters of a scale-out run.
///
/// @param seed of the candles
/// @param markets that candles are published for
/// @param hours of history per market before the first phase
/// @param perSecond candles published per second, over all markets
/// @param processes that share the work in the end, at least two
/// @param phase how long a phase takes at least
/// @param settings of the streams processes
record ScaleOptions(long seed, int markets, int hours, int perSecond, int processes, Duration phase,
        Map<String, String> settings) {
    /// From arguments `name=value`; names that start with `STREAMS_` are settings of the processes.
    static ScaleOptions of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        Map<String, String> settings = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            (parts[0].startsWith("STREAMS_") ? settings : values).put(parts[0], parts.length < 2 ? "" : parts[1]);
        }
        return new ScaleOptions(number(values, "seed", 1), number(values, "markets", 200),
                number(values, "hours", 100), number(values, "rate", 50), number(values, "processes", 3),
                Duration.ofSeconds(number(values, "phase", 30)), settings);
    }

    private static int number(Map<String, String> values, String name, int standard) {
        return Integer.parseInt(values.getOrDefault(name, Integer.toString(standard)));
    }
}
