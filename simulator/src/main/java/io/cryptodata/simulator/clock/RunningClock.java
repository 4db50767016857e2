package io.cryptodata.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Runs from where its file says it had come, at its own speed, until it has caught up with wall time. It stands still
/// while nobody runs it.
///
/// The file always names a time that has not been told yet, so that even after a crash nothing is told twice.
public final class RunningClock implements SimulatedClock, AutoCloseable {
    private static final Duration RESERVED = Duration.ofSeconds(20);

    private final ClockFile file;
    private final InstantSource wall;
    private final double speed;
    private final Instant wallStart;
    private final Instant start;
    private Instant told;
    private Instant reserved;

    /// @param firstStart where time begins when the file does not exist yet
    /// @param hoursPerSecond simulated hours per second of wall time
    public RunningClock(ClockFile file, Instant firstStart, double hoursPerSecond, InstantSource wall) {
        if (!(hoursPerSecond > 0) || hoursPerSecond > 1000) {
            throw new IllegalArgumentException(
                    "speed must be between 0 and 1000 simulated hours per second, but was " + hoursPerSecond);
        }
        this.file = file;
        this.wall = wall;
        this.speed = hoursPerSecond * 3600;
        this.wallStart = wall.instant();
        this.start = earlier(file.reached(firstStart), wallStart);
        this.told = start;
        this.reserved = start;
    }

    @Override
    public synchronized Instant now() {
        Instant wallNow = wall.instant();
        Instant due = earlier(start.plus(stretched(Duration.between(wallStart, wallNow))), wallNow);
        if (due.isAfter(told)) {
            told = due;
        }
        if (told.isAfter(reserved)) {
            reserved = told.plus(stretched(RESERVED));
            file.reach(reserved);
        }
        return told;
    }

    /// Notes exactly how far time has come.
    @Override
    public synchronized void close() {
        file.reach(now());
    }

    private Duration stretched(Duration wallTime) {
        return Duration.ofMillis((long) (wallTime.toMillis() * speed));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
