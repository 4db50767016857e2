package io.cryptodata.domain.clock;

import java.time.Duration;
import java.time.Instant;

/// A venue's clock as one response showed it.
///
/// @param ours the latest time that it can be by our own clock; see [OwnClock]
/// @param elapsed a monotonic clock at the same moment
public record ClockReading(Instant venue, Instant ours, Duration elapsed) {
    /// How far the venue's clock is ahead of ours; negative if it is behind.
    public Duration skew() {
        return Duration.between(ours, venue);
    }

    /// What the venue's clock shows later if it advances as time does.
    public Instant expectedAt(Duration later) {
        return venue.plus(later.minus(elapsed));
    }
}
