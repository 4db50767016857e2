package io.cryptodata.allinone.crash;

import java.util.HashMap;
import java.util.Map;

/// The parameters of a crash run.
///
/// @param seed of the candles and of the kills' moments
/// @param kills how often a process is killed
/// @param instances streams processes that share the work
/// @param markets that candles are published for
/// @param pagesPerSecond transactions of the feed
/// @param longestLifeMillis until a process is killed at the latest, unless the kill waits for the end of a transaction
/// @param diskMegabytes of the state folder of each process, on a file system that is filled between kills; 0 for an ordinary
///        folder
record CrashOptions(long seed, int kills, int instances, int markets, int pagesPerSecond, int longestLifeMillis,
        int diskMegabytes) {
    /// From arguments `name=value`.
    static CrashOptions of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, Math.max(equals, 0)), argument.substring(equals + 1));
        }
        return new CrashOptions(Long.parseLong(values.getOrDefault("seed", "1")), number(values, "kills", 50),
                number(values, "instances", 1), number(values, "markets", 40), number(values, "pages", 50),
                number(values, "life", 12_000), number(values, "disk", 0));
    }

    private static int number(Map<String, String> values, String name, int standard) {
        return Integer.parseInt(values.getOrDefault(name, Integer.toString(standard)));
    }
}
