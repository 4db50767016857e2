package io.cryptodata.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A venue's own clock, wrong by always the same, and never past wall time.
///
/// @param right what it should say
/// @param skew positive where it is ahead
public record SkewedClock(SimulatedClock right, Duration skew, InstantSource wall) implements SimulatedClock {
    @Override
    public Instant now() {
        Instant said = right.now().plus(skew);
        Instant real = wall.instant();
        return said.isAfter(real) ? real : said;
    }
}
