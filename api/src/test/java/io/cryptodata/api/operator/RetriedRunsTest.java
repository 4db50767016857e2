package io.cryptodata.api.operator;

import io.cryptodata.service.retry.Await;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.service.task.TaskReport;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class RetriedRunsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final List<TaskReport> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final RetriedRuns runs = new RetriedRuns(report -> {
        if (failures.getAndDecrement() > 0) {
            throw new IOException("no broker");
        }
        published.add(report);
    }, Backoff.between(Duration.ofMillis(1), Duration.ofMillis(2)));

    @Test
    void a_run_is_published_before_the_client_is_answered() {
        runs.add(report("operator.pause"));
        assertThat(published).extracting(TaskReport::process).containsExactly("operator.pause");
    }

    @Test
    void what_the_broker_does_not_take_is_published_once_it_does() {
        failures.set(5);
        runs.add(report("operator.declare"));
        assertThat(Await.until(() -> !published.isEmpty(), Duration.ofSeconds(20))).isTrue();
        assertThat(published).extracting(TaskReport::process).containsExactly("operator.declare");
        assertThat(failures.get()).isNegative();
    }

    private static TaskReport report(String process) {
        return new TaskReport(process, NOON, NOON, TaskReport.Outcome.OK, Map.of(), "by anna");
    }
}
