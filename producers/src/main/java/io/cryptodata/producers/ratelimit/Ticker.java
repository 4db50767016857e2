package io.cryptodata.producers.ratelimit;

import java.time.Duration;

/// Time that only advances, at a constant speed, whatever happens to our clock. Everything that waits is measured by it.
@FunctionalInterface
public interface Ticker {
    /// A moment that no time reaches.
    Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    /// The time since a fixed moment in the past.
    Duration elapsed();
}
