package io.cryptodata.allinone.benchmark;

import io.cryptodata.allinone.benchmark.MeasuredCandles.Kind;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// From the append of a candle until the last of its records can be read, over candles written at a steady rate.
///
/// @param candles how many were measured
/// @param p50Millis the median
/// @param p99Millis exceeded by one candle in a hundred
record Latency(int candles, double p50Millis, double p99Millis) {
    private static final double NANOS_PER_MILLI = 1e6;

    /// Writes live candles at a rate; those of the first second warm up.
    static Latency of(MeasuredCandles candles, IndicatorReader reader, int perSecond, Duration duration) {
        write(candles, perSecond, Duration.ofSeconds(1));
        Map<Long, Long> appended = write(candles, perSecond, duration);
        Throughput.await(() -> reader.completeNanos().keySet().containsAll(appended.keySet()), "reading the records");
        double[] millis = appended.entrySet().stream().mapToDouble(
                each -> (reader.completeNanos().getOrDefault(each.getKey(), 0L) - each.getValue()) / NANOS_PER_MILLI)
                .sorted().toArray();
        return new Latency(millis.length, percentile(millis, 0.5), percentile(millis, 0.99));
    }

    private static Map<Long, Long> write(MeasuredCandles candles, int perSecond, Duration duration) {
        Map<Long, Long> appended = new HashMap<>();
        long count = duration.toMillis() * perSecond / 1000;
        long start = System.nanoTime();
        for (long i = 0; i < count; i++) {
            long due = start + i * Duration.ofSeconds(1).toNanos() / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long now = System.nanoTime();
            appended.put(candles.writeNext(Kind.LIVE), now);
        }
        return appended;
    }

    /// The smallest value that is not exceeded by this part of them.
    private static double percentile(double[] sorted, double part) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(part * sorted.length) - 1)];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.0f ms, p99 %.0f ms of %,d candles", p50Millis, p99Millis, candles);
    }
}
