package io.cryptodata.producers.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that a test advances by itself.
///
/// @param passed advances with the time that passes
/// @param clock our own clock, which may be wrong
public record SteppedTime(InstantSource passed, InstantSource clock) implements WallTime {
    /// With a clock that is always right.
    public static SteppedTime of(InstantSource clock) {
        return new SteppedTime(clock, clock);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public Duration elapsed() {
        return Duration.between(Instant.EPOCH, passed.instant());
    }

    @Override
    public void pause(Duration length) {
        throw new UnsupportedOperationException("nothing waits here");
    }
}
