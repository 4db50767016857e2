package io.cryptodata.simulator.clock;

import java.time.Instant;

/// The time of the venues. It never goes back and is never ahead of wall time.
@FunctionalInterface
public interface SimulatedClock {
    Instant now();

    /// A clock that does not advance.
    static SimulatedClock frozenAt(Instant time) {
        return () -> time;
    }
}
