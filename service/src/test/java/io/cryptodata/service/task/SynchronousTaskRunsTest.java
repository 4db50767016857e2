package io.cryptodata.service.task;

import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.service.registry.RegistryUnavailableException;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.service.task.TaskReport.Outcome;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SynchronousTaskRunsTest {
    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
    private static final TaskReport REPORT = new TaskReport("rebuild", START, START.plusSeconds(9), Outcome.OK,
            Map.of("rows", 7L), null);
    private static final Backoff RETRIES = Backoff.between(Duration.ofMillis(1), Duration.ofMillis(1));

    @Test
    void a_registry_that_is_unavailable_for_a_moment_is_asked_again() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        assertThat(SynchronousTaskRuns
                .toRecord(REPORT, unavailable(asked, 3), RETRIES, Duration.ofMinutes(1)).value()).containsExactly(7);
        assertThat(asked).hasValue(4);
    }

    @Test
    void a_registry_that_stays_unavailable_is_reported_after_the_timeout() {
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> SynchronousTaskRuns.toRecord(REPORT, unavailable(asked, Integer.MAX_VALUE), RETRIES,
                Duration.ofMillis(20))).isInstanceOf(RegistryUnavailableException.class);
        assertThat(asked.get()).isPositive();
    }

    private static Serializer<TaskRun> unavailable(AtomicInteger asked, int times) {
        return (topic, run) -> {
            if (asked.incrementAndGet() <= times) {
                throw new RegistryUnavailableException("the registry is unavailable", new IOException("refused"));
            }
            return new byte[]{7};
        };
    }
}
