package io.cryptodata.producers.fetch;

import io.github.resilience4j.core.IntervalFunction;

import java.time.Duration;

/// How a gate deals with trouble.
///
/// @param retries how often a request is repeated after transient trouble
/// @param firstPause about how long before the first repeat; each further one waits about twice as long
/// @param longestPause no pause of our own is longer
/// @param longestWait how long one call may wait for budget or for the end of a stop, in all
public record RetryRules(int retries, Duration firstPause, Duration longestPause, Duration longestWait) {
    private static final double GROWTH = 2;
    private static final double JITTER = 0.5;

    public RetryRules {
        require(retries >= 0 && retries <= 5, "retries must be between 0 and 5", retries);
        require(firstPause.isPositive(), "first pause must be positive", firstPause);
        require(longestPause.compareTo(firstPause) >= 0, "longest pause must not be shorter than the first",
                longestPause);
        require(longestWait.isPositive(), "longest wait must be positive", longestWait);
    }

    /// Five repeats, half a second to thirty seconds apart; two minutes of waiting at most.
    public static RetryRules standard() {
        return new RetryRules(5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2));
    }

    /// The pause before repeat number `repeat` (1 is the first), spread by half so that not all come back at once.
    Duration pauseBefore(int repeat) {
        IntervalFunction pauses = IntervalFunction.ofExponentialRandomBackoff(firstPause, GROWTH, JITTER,
                longestPause);
        long millis = pauses.apply(repeat);
        return Duration.ofMillis(Math.min(millis, longestPause.toMillis()));
    }

    private static void require(boolean holds, String expectation, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(expectation + ", but was " + actual);
        }
    }
}
