package io.cryptodata.allinone.chaos;

import io.cryptodata.simulator.clock.SimulatedClock;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/// Simulated time that runs at its own speed up to an end and stands still there, so that what is compared does not move;
/// it can be let go on by some hours.
final class ChaosClock implements SimulatedClock {
    /// simulated seconds per second
    private static final double SLOW = 120;

    private final double speed;
    private final LongSupplier nanos;
    private Instant lapFrom;
    private long lapBegan;
    private double lapSpeed;
    private Instant end;

    /// @param speed simulated seconds per second
    ChaosClock(Instant start, Instant end, double speed, LongSupplier nanos) {
        this.end = end;
        this.speed = speed;
        this.nanos = nanos;
        this.lapFrom = start;
        this.lapBegan = nanos.getAsLong();
        this.lapSpeed = speed;
    }

    @Override
    public synchronized Instant now() {
        Instant due = lapFrom.plusMillis((long) ((nanos.getAsLong() - lapBegan) / 1e6 * lapSpeed));
        return due.isBefore(end) ? due : end;
    }

    synchronized boolean hasEnded() {
        return now().equals(end);
    }

    /// From now on as fast as any clock: what takes a process ten seconds takes ten seconds here too.
    synchronized void inRealTime() {
        lap(1);
    }

    /// From now on so slowly that a second is two minutes.
    synchronized void slowly() {
        lap(Math.min(speed, SLOW));
    }

    /// From now on at its own speed again.
    synchronized void fast() {
        lap(speed);
    }

    private void lap(double nextSpeed) {
        if (nextSpeed == lapSpeed) {
            return;
        }
        lapFrom = now();
        lapBegan = nanos.getAsLong();
        lapSpeed = nextSpeed;
    }

    /// Only once it stands still: the same moment of some hours later.
    synchronized void goOn(Duration further) {
        lapFrom = end;
        lapBegan = nanos.getAsLong();
        end = end.plus(further);
    }
}
