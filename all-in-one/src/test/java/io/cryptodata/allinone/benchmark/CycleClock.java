package io.cryptodata.allinone.benchmark;

import io.cryptodata.simulator.clock.SimulatedClock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Simulated time that runs as wall time does, in another year, and can be set forward.
final class CycleClock implements SimulatedClock {
    private final InstantSource wall;
    private Duration behind;

    CycleClock(Instant start, InstantSource wall) {
        this.wall = wall;
        this.behind = Duration.between(start, wall.instant());
    }

    @Override
    public synchronized Instant now() {
        return wall.instant().minus(behind);
    }

    /// It never goes back.
    ///
    /// @return by how much it is behind wall time from now on
    synchronized Duration setForward(Instant time) {
        if (time.isBefore(now())) {
            throw new IllegalArgumentException("simulated time is past " + time + " already: " + now());
        }
        behind = Duration.between(time, wall.instant());
        return behind;
    }
}
