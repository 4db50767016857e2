package io.cryptodata.producers.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Our own clock, and waiting by it. Budgets, bans and retries are measured in wall time, whatever a venue's clock shows.
public interface WallTime extends InstantSource {
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
            public void pause(Duration length) throws InterruptedException {
                Thread.sleep(length);
            }
        };
    }
}
