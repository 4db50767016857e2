package io.cryptodata.allinone.ingest;

import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.producers.ratelimit.WallTime;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Wall time at ten times its speed, for pauses and for the windows of rate limits. Simulated venue and producers must use the
/// same speed.
public final class AcceleratedClock implements WallTime {
    /// Ten, so that a venue's limits can still be reached: work that takes processor time is not accelerated.
    public static final int SPEED = 10;

    private final WallTime real = WallTime.real();
    private final Instant start;
    private final long startNanos = System.nanoTime();
    private volatile Duration offset = Duration.ZERO;

    /// A clock that starts at the machine's time.
    public AcceleratedClock() {
        this(Instant.now());
    }

    public AcceleratedClock(Instant start) {
        this.start = start;
    }

    /// Producers with an accelerated clock.
    public static ProducersApp producers(ProducersConfig config, MeterRegistry metrics) {
        return new ProducersApp(config, metrics, new AcceleratedClock(), InstantSource.system());
    }

    /// Sets the clock forward or back; the time that passes is not affected.
    ///
    /// @param other offset from the clock as it was created; negative if it is behind
    public void setOffset(Duration other) {
        offset = other;
    }

    @Override
    public Instant instant() {
        return start.plus(elapsed()).plus(offset);
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos((System.nanoTime() - startNanos) * SPEED);
    }

    /// The same in all processes of this machine, whatever their clocks show.
    @Override
    public Duration common() {
        return Duration.ofNanos(System.nanoTime()).multipliedBy(SPEED);
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        real.pause(length.dividedBy(SPEED));
    }
}
