package io.cryptodata.streams.state;

import io.cryptodata.service.metrics.MeterNames;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

class RestoreProgressTest {
    private static final String STORE = "market-state";
    private static final TopicPartition FIRST = new TopicPartition("changelog", 0);
    private static final TopicPartition SECOND = new TopicPartition("changelog", 1);

    private final AtomicLong nanos = new AtomicLong();
    private final RestoreProgress progress = new RestoreProgress(nanos::get);

    @Test
    void sums_the_stores_and_computes_rate_and_remaining_time() {
        progress.onRestoreStart(FIRST, STORE, 1000, 3_001_000);
        progress.onRestoreStart(SECOND, STORE, 0, 1_500_000);
        assertThat(progress.describe()).contains("restoring 0 of 4,500,000 records");
        nanos.set(Duration.ofSeconds(10).toNanos());
        progress.onBatchRestored(FIRST, STORE, 500_999, 500_000);
        progress.onRestoreEnd(SECOND, STORE, 1_400_000);
        assertThat(progress.describe())
                .contains("restoring 2,000,000 of 4,500,000 records, 200,000 per second, 13 s left");
    }

    @Test
    void ends_with_the_last_store_and_starts_over_with_the_next() {
        progress.onRestoreStart(FIRST, STORE, 0, 100);
        progress.onRestoreEnd(FIRST, STORE, 100);
        assertThat(progress.describe()).isEmpty();
        progress.onRestoreStart(SECOND, STORE, 0, 50);
        assertThat(progress.describe()).contains("restoring 0 of 50 records");
        progress.onRestoreSuspended(SECOND, STORE, 0);
        assertThat(progress.describe()).isEmpty();
    }

    @Test
    void a_store_that_is_complete_is_no_progress() {
        progress.onRestoreStart(FIRST, STORE, 100, 100);
        assertThat(progress.describe()).isEmpty();
    }

    @Test
    void what_remains_is_metered() {
        MeterRegistry meters = MeterNames.strictRegistry();
        progress.bind(meters);
        assertThat(meters.get("cda.streams.restore.remaining").gauge().value()).isZero();
        progress.onRestoreStart(FIRST, STORE, 0, 100);
        progress.onBatchRestored(FIRST, STORE, 29, 30);
        assertThat(meters.get("cda.streams.restore.records").gauge().value()).isEqualTo(100);
        assertThat(meters.get("cda.streams.restore.remaining").gauge().value()).isEqualTo(70);
        progress.onRestoreEnd(FIRST, STORE, 100);
        assertThat(meters.get("cda.streams.restore.remaining").gauge().value()).isZero();
    }

    @Test
    void a_closed_stream_restores_nothing() {
        progress.onRestoreStart(FIRST, STORE, 0, 100);
        progress.clear();
        progress.onBatchRestored(FIRST, STORE, 50, 50);
        assertThat(progress.describe()).isEmpty();
    }
}
