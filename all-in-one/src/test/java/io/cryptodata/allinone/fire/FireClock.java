package io.cryptodata.allinone.fire;

import io.cryptodata.simulator.clock.SimulatedClock;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/// Simulated time that runs at its own speed up to an end and stands still there, so that what is compared does not move;
/// it can be let go on by some hours.
final class FireClock implements SimulatedClock {
    private final Instant start;
    private final double speed;
    private final LongSupplier nanos;
    private final long began;
    private Instant end;

    /// @param speed simulated seconds per second
    FireClock(Instant start, Instant end, double speed, LongSupplier nanos) {
        this.start = start;
        this.end = end;
        this.speed = speed;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    @Override
    public synchronized Instant now() {
        Instant due = start.plusMillis((long) ((nanos.getAsLong() - began) / 1e6 * speed));
        return due.isBefore(end) ? due : end;
    }

    synchronized boolean hasEnded() {
        return now().equals(end);
    }

    /// Only once it stands still: the same moment of a later hour.
    synchronized void goOn(Duration further) {
        end = end.plus(further);
    }
}
