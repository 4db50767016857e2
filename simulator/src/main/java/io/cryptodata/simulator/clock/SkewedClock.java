package io.cryptodata.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The clock of a venue with a constant skew; never ahead of wall time.
///
/// @param reference the simulated time
/// @param skew positive if it is fast
public record SkewedClock(SimulatedClock reference, Duration skew, InstantSource wall) implements SimulatedClock {
    @Override
    public Instant now() {
        Instant skewed = reference.now().plus(skew);
        Instant wallTime = wall.instant();
        return skewed.isAfter(wallTime) ? wallTime : skewed;
    }
}
