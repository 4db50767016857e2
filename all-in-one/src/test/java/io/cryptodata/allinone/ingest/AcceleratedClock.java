package io.cryptodata.allinone.ingest;

import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.producers.venue.WallTime;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Wall time of a hurried world: all that waits, and all that counts what was asked within a minute, lives in minutes that are
/// some seconds long. Venue and producers must live in the same.
public final class AcceleratedClock implements WallTime {
    /// How many of its seconds are in a second. Ten, so that a venue's limits can still be reached: what takes processor time
    /// is not hurried.
    private static final int HASTE = 10;

    private final WallTime real = WallTime.real();
    private final Instant began = real.instant();
    private final long beganAt = System.nanoTime();

    /// Producers that live in it, for venues that do.
    public static ProducersApp producers(ProducersConfig config, MeterRegistry metrics) {
        return new ProducersApp(config, metrics, new AcceleratedClock(), InstantSource.system());
    }

    @Override
    public Instant instant() {
        return began.plusNanos((System.nanoTime() - beganAt) * HASTE);
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        real.pause(length.dividedBy(HASTE));
    }
}
