package io.cryptodata.simulator.clock;

import java.time.Instant;

/// The venues' own time. It never goes back and never passes wall time.
@FunctionalInterface
public interface SimulatedClock {
    Instant now();

    /// A clock that always says the same.
    static SimulatedClock frozenAt(Instant time) {
        return () -> time;
    }
}
