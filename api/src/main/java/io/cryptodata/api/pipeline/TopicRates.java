package io.cryptodata.api.pipeline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How fast topics grow, from where they ended at different times. Over the last minute; from ten seconds on. Not thread-safe.
final class TopicRates {
    private static final long SHORTEST = Duration.ofSeconds(9).toNanos();
    private static final long LONGEST = Duration.ofSeconds(65).toNanos();
    private static final double MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long at, Map<String, Long> ends) {}

    /// @param nanos a clock like `System.nanoTime()`
    TopicRates(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// @param ends the sum of the end offsets of each topic, now
    /// @return records per minute by topic; without those that are not known yet, or that were created anew
    Map<String, Double> next(Map<String, Long> ends) {
        long now = nanos.getAsLong();
        samples.removeIf(sample -> now - sample.at > LONGEST);
        Map<String, Double> rates = new HashMap<>();
        Sample oldest = samples.peekFirst();
        if (oldest != null && now - oldest.at >= SHORTEST) {
            ends.forEach((topic, end) -> {
                Long before = oldest.ends.get(topic);
                if (before != null && end >= before) {
                    rates.put(topic, (end - before) * MINUTE / (now - oldest.at));
                }
            });
        }
        samples.addLast(new Sample(now, Map.copyOf(ends)));
        return rates;
    }
}
