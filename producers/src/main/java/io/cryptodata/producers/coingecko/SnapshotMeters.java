package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.metrics.ProducersMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// How old the newest snapshot of this process is, by our own clock.
public final class SnapshotMeters {
    private final InstantSource clock;
    private volatile @Nullable Instant since;

    private SnapshotMeters(InstantSource clock) {
        this.clock = clock;
    }

    /// @param every the configured time between snapshots
    public static SnapshotMeters in(MeterRegistry registry, Duration every, InstantSource clock) {
        SnapshotMeters meters = new SnapshotMeters(clock);
        ProducersMeters.COINGECKO_AGE.gaugeIn(registry, meters, SnapshotMeters::ageSeconds);
        ProducersMeters.COINGECKO_PERIOD.gaugeIn(registry, every, Duration::toSeconds);
        return meters;
    }

    /// The job, whose published snapshots are measured.
    public Supplier<SnapshotResult> measured(Supplier<SnapshotResult> job) {
        return () -> {
            if (since == null) {
                since = clock.instant();
            }
            SnapshotResult result = job.get();
            if (result.outcome() != SnapshotResult.Outcome.FAILED) {
                since = clock.instant();
            }
            return result;
        };
    }

    private double ageSeconds() {
        Instant last = since;
        return last == null ? Double.NaN : Math.max(0, Duration.between(last, clock.instant()).toSeconds());
    }
}
