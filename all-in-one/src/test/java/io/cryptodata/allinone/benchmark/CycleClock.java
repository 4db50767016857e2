package io.cryptodata.allinone.benchmark;

import io.cryptodata.simulator.clock.SimulatedClock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Simulated time that runs at the speed of wall time with an offset, and can be set forward.
final class CycleClock implements SimulatedClock {
    private final InstantSource wall;
    private Duration offset;

    CycleClock(Instant start, InstantSource wall) {
        this.wall = wall;
        this.offset = Duration.between(start, wall.instant());
    }

    @Override
    public synchronized Instant now() {
        return wall.instant().minus(offset);
    }

    /// Sets the clock to a later time.
    ///
    /// @return how far simulated time is behind wall time afterwards
    synchronized Duration setForward(Instant time) {
        if (time.isBefore(now())) {
            throw new IllegalArgumentException("simulated time is past " + time + " already: " + now());
        }
        offset = Duration.between(time, wall.instant());
        return offset;
    }
}
