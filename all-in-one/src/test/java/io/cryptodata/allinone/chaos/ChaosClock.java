package io.cryptodata.allinone.chaos;

import io.cryptodata.allinone.ingest.AcceleratedClock;
import io.cryptodata.simulator.clock.SimulatedClock;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/// Simulated time that runs at a set speed up to an end and stops there, so that the final state can be compared. The end
/// can be moved to a later time.
final class ChaosClock implements SimulatedClock {
    /// simulated seconds per second
    private static final double SLOW = 120;

    private final double speed;
    private final LongSupplier nanos;
    private Instant lapStart;
    private long lapStartNanos;
    private double lapSpeed;
    private Instant end;

    /// @param speed simulated seconds per second
    ChaosClock(Instant start, Instant end, double speed, LongSupplier nanos) {
        this.end = end;
        this.speed = speed;
        this.nanos = nanos;
        this.lapStart = start;
        this.lapStartNanos = nanos.getAsLong();
        this.lapSpeed = speed;
    }

    @Override
    public synchronized Instant now() {
        Instant due = lapStart.plusMillis((long) ((nanos.getAsLong() - lapStartNanos) / 1e6 * lapSpeed));
        return due.isBefore(end) ? due : end;
    }

    synchronized boolean hasEnded() {
        return now().equals(end);
    }

    /// Continues at the speed of wall time.
    synchronized void useRealTime() {
        startLap(1);
    }

    /// Continues at the speed of the producers' own clock.
    synchronized void useOwnSpeed() {
        startLap(AcceleratedClock.SPEED);
    }

    /// Continues at two minutes per second at most.
    synchronized void slowDown() {
        startLap(Math.min(speed, SLOW));
    }

    /// Continues at the speed it was created with.
    synchronized void useFullSpeed() {
        startLap(speed);
    }

    private void startLap(double nextSpeed) {
        if (nextSpeed == lapSpeed) {
            return;
        }
        lapStart = now();
        lapStartNanos = nanos.getAsLong();
        lapSpeed = nextSpeed;
    }

    /// Moves the end to a later time. Call it only after the clock has ended.
    synchronized void extend(Duration further) {
        lapStart = end;
        lapStartNanos = nanos.getAsLong();
        end = end.plus(further);
    }
}
