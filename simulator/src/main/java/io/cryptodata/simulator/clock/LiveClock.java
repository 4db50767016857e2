package io.cryptodata.simulator.clock;

import java.time.Instant;
import java.time.InstantSource;

/// Wall time; it never goes back.
public final class LiveClock implements SimulatedClock {
    private final InstantSource wall;
    private Instant last = Instant.MIN;

    public LiveClock(InstantSource wall) {
        this.wall = wall;
    }

    @Override
    public synchronized Instant now() {
        Instant now = wall.instant();
        if (now.isAfter(last)) {
            last = now;
        }
        return last;
    }
}
