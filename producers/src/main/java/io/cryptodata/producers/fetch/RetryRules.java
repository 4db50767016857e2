package io.cryptodata.producers.fetch;

import io.cryptodata.service.retry.Backoff;

import java.time.Duration;

/// How often and when an executor retries a request.
///
/// @param retries after the first attempt
/// @param firstPause about how long before the first retry; each further pause is about twice as long
/// @param longestPause no pause of the backoff is longer
/// @param longestWait how long one request may wait in all for budget and for the end of a pause
public record RetryRules(int retries, Duration firstPause, Duration longestPause, Duration longestWait) {
    private static final double JITTER = 0.5;

    public RetryRules {
        require(retries >= 0 && retries <= 5, "retries must be between 0 and 5", retries);
        require(firstPause.isPositive(), "first pause must be positive", firstPause);
        require(longestPause.compareTo(firstPause) >= 0, "longest pause must not be shorter than the first",
                longestPause);
        require(longestWait.isPositive(), "longest wait must be positive", longestWait);
    }

    /// Five retries, half a second to thirty seconds apart; at most two minutes of waiting.
    public static RetryRules standard() {
        return new RetryRules(5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2));
    }

    /// Spread by half, so that requests that failed together are not retried together.
    Backoff backoff() {
        return Backoff.withJitter(firstPause, longestPause, JITTER);
    }

    private static void require(boolean holds, String expectation, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(expectation + ", but was " + actual);
        }
    }
}
