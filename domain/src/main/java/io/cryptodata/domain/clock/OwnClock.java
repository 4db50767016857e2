package io.cryptodata.domain.clock;

import java.time.Duration;
import java.time.Instant;

/// Our own clock, which may be set back while the process runs. Time that has passed since the start counts nevertheless.
///
/// @param startedAt our clock at the start
/// @param elapsedAtStart a monotonic clock at the same moment
public record OwnClock(Instant startedAt, Duration elapsedAtStart) {
    /// The latest time that it can be: what our clock shows, or the time since the start if that is later.
    public Instant latest(Instant shown, Duration elapsed) {
        Instant counted = startedAt.plus(elapsed.minus(elapsedAtStart));
        return counted.isAfter(shown) ? counted : shown;
    }
}
