package io.cryptodata.service.retry;

import io.github.resilience4j.core.IntervalFunction;

import java.time.Duration;

/// Pauses between attempts: each twice as long as the one before, up to a limit.
public final class Backoff {
    private static final double GROWTH = 2;
    /// enough for any limit; more would only cost time
    private static final int MOST_DOUBLINGS = 40;

    private final IntervalFunction pauses;

    private Backoff(IntervalFunction pauses) {
        this.pauses = pauses;
    }

    /// Pauses without jitter.
    ///
    /// @param first after the first failure, at least one millisecond
    /// @param longest no pause is longer
    public static Backoff between(Duration first, Duration longest) {
        requireOrder(first, longest);
        return new Backoff(IntervalFunction.ofExponentialBackoff(first, GROWTH, longest));
    }

    /// Pauses that differ at random, so that clients that failed together do not retry together.
    ///
    /// @param jitter 0.2 for up to 20 % less or more
    public static Backoff withJitter(Duration first, Duration longest, double jitter) {
        requireOrder(first, longest);
        return new Backoff(IntervalFunction.ofExponentialRandomBackoff(first, GROWTH, jitter, longest));
    }

    /// The pause after so many failures in a row.
    ///
    /// @param failures at least 1
    public Duration after(int failures) {
        return Duration.ofMillis(pauses.apply(Math.min(failures, MOST_DOUBLINGS)));
    }

    private static void requireOrder(Duration first, Duration longest) {
        if (first.toMillis() < 1 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "the first pause must be at least 1 ms and the longest not shorter, but they were "
                            + first + " and " + longest);
        }
    }
}
