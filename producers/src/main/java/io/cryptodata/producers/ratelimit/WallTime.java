package io.cryptodata.producers.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Our own clock, which may be set at any moment, and the time that passes, by which budgets, bans and retries are measured,
/// whatever our clock or a venue's shows.
public interface WallTime extends InstantSource, Ticker {
    /// The origin of [#elapsed()] of the machine's clock.
    long START = System.nanoTime();

    /// The time of a clock that all processes of one address have in common, at the speed of [#elapsed()]. Where the clocks of
    /// two processes differ, only their turns within a limit may overlap.
    default Duration common() {
        return Duration.between(Instant.EPOCH, instant());
    }

    /// Lets `length` pass.
    void pause(Duration length) throws InterruptedException;

    /// The machine's clock.
    static WallTime real() {
        return new WallTime() {
            @Override
            public Instant instant() {
                return Instant.now();
            }

            @Override
            public Duration elapsed() {
                return Duration.ofNanos(System.nanoTime() - START);
            }

            @Override
            public void pause(Duration length) throws InterruptedException {
                Thread.sleep(length);
            }
        };
    }
}
