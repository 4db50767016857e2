package io.cryptodata.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Continues from the time in its file, at its own speed, until it has caught up with wall time. It stops while the process
/// does not run.
///
/// The file always contains a later time than any that was returned, so that time does not go back after a crash.
public final class RunningClock implements SimulatedClock, AutoCloseable {
    private static final Duration RESERVED = Duration.ofSeconds(20);

    private final ClockFile file;
    private final InstantSource wall;
    private final double speed;
    private final Instant wallStart;
    private final Instant start;
    private Instant last;
    private Instant reserved;

    /// @param firstStart the initial time if the file does not exist
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
        this.start = earlierOf(file.load(firstStart), wallStart);
        this.last = start;
        this.reserved = start;
    }

    @Override
    public synchronized Instant now() {
        Instant wallNow = wall.instant();
        Instant due = earlierOf(start.plus(scaled(Duration.between(wallStart, wallNow))), wallNow);
        if (due.isAfter(last)) {
            last = due;
        }
        if (last.isAfter(reserved)) {
            reserved = last.plus(scaled(RESERVED));
            file.save(reserved);
        }
        return last;
    }

    /// Stores the exact time.
    @Override
    public synchronized void close() {
        file.save(now());
    }

    private Duration scaled(Duration wallTime) {
        return Duration.ofMillis((long) (wallTime.toMillis() * speed));
    }

    private static Instant earlierOf(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
