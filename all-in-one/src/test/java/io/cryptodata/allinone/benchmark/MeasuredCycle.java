package io.cryptodata.allinone.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// When the candles of one hour could be read, counted from its close and settle delay.
///
/// @param due close and settle delay, in wall time
/// @param readable when each market's candle could be read, for every market that has one
/// @param byRank the keys of all markets
record MeasuredCycle(Instant hour, Instant due, Map<String, Instant> readable, List<String> byRank, Traffic traffic) {
    static final double TARGET_FACTOR = 1.15;
    static final double TARGET_REST = 2;
    static final double TARGET_FIRST = 10;
    private static final int FIRST = 100;

    /// What was counted during the cycle.
    ///
    /// @param pages committed from the close until the last candle
    /// @param requests by venue, from the close on
    /// @param load of the machine in the last minute
    record Traffic(long pages, Map<String, Long> requests, double load) {}

    /// The largest of the venues' bounds.
    static double bound() {
        return VenueBound.ALL.stream()
                .mapToDouble(each -> each.seconds(CycleVenues.OF_EACH_KIND, CycleVenues.OF_EACH_KIND)).max()
                .orElseThrow();
    }

    static double target() {
        return TARGET_FACTOR * bound() + TARGET_REST;
    }

    double seconds() {
        return last(readable.keySet().stream().toList());
    }

    /// The same for the first hundred markets by rank that have a candle.
    double firstHundred() {
        return last(byRank.stream().filter(readable::containsKey).limit(FIRST).toList());
    }

    private double last(List<String> keys) {
        return keys.stream().mapToDouble(this::lateness).max().orElseThrow();
    }

    private double lateness(String key) {
        return Duration.between(due, Objects.requireNonNull(readable.get(key), key)).toMillis() / 1000.0;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(text("hour %s: %d candles of %d markets, load %.1f", hour, readable.size(), byRank.size(),
                traffic.load));
        for (VenueBound venue : VenueBound.ALL) {
            VenueBound.Documented tightest = venue.tightest(CycleVenues.OF_EACH_KIND, CycleVenues.OF_EACH_KIND);
            lines.add(text("  %-8s bound %4.1f s (%s), last candle after %5.2f s, %d requests", venue.exchange(),
                    venue.seconds(CycleVenues.OF_EACH_KIND, CycleVenues.OF_EACH_KIND), tightest.name(),
                    last(readable.keySet().stream().filter(key -> key.startsWith(venue.exchange() + ":")).toList()),
                    traffic.requests.getOrDefault(venue.exchange(), 0L)));
        }
        double[] sorted = readable.keySet().stream().mapToDouble(this::lateness).sorted().toArray();
        lines.add(text("  lateness p50 %.2f s, p95 %.2f s, max %.2f s; first %d by rank within %.2f s", at(sorted, 0.5),
                at(sorted, 0.95), at(sorted, 1), FIRST, firstHundred()));
        lines.add(text("  %d transactions, %.0f per second on average, %d in the busiest second", traffic.pages,
                traffic.pages / seconds(), busiestSecond(sorted)));
        lines.add(text("  all within %.2f s, largest bound %.1f s, ratio %.2f; target %.2f s", seconds(), bound(),
                seconds() / bound(), target()));
        return lines;
    }

    private static long busiestSecond(double[] sorted) {
        long[] bySecond = new long[(int) sorted[sorted.length - 1] + 1];
        Arrays.stream(sorted).forEach(each -> bySecond[(int) Math.max(0, each)]++);
        return Arrays.stream(bySecond).max().orElseThrow();
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, sorted.length * part)];
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
