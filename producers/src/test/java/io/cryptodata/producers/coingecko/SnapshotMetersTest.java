package io.cryptodata.producers.coingecko;

import io.cryptodata.service.metrics.MeterNames;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotMetersTest {
    private final MeterRegistry registry = MeterNames.strictRegistry();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final SnapshotMeters meters = SnapshotMeters.in(registry, Duration.ofMinutes(30), () -> now);

    @Test
    void the_age_is_that_of_the_newest_published_snapshot() {
        assertThat(age()).isNaN();
        take(SnapshotResult.Outcome.PARTIAL);
        now = now.plusSeconds(1800);
        take(SnapshotResult.Outcome.FAILED);
        assertThat(age()).isEqualTo(1800);
        take(SnapshotResult.Outcome.OK);
        assertThat(age()).isZero();
        assertThat(registry.get("cda.producers.coingecko.period").gauge().value()).isEqualTo(1800);
    }

    @Test
    void without_any_snapshot_the_age_is_counted_from_the_first_attempt() {
        take(SnapshotResult.Outcome.FAILED);
        now = now.plusSeconds(60);
        take(SnapshotResult.Outcome.FAILED);
        assertThat(age()).isEqualTo(60);
    }

    private void take(SnapshotResult.Outcome result) {
        SnapshotResult taken = new SnapshotResult(now, now, now, result, new TreeMap<>(), null, List.of());
        assertThat(meters.measured(() -> taken).get()).isEqualTo(taken);
    }

    private double age() {
        return registry.get("cda.producers.coingecko.age").gauge().value();
    }
}
