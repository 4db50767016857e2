package io.cryptodata.service.task;

import io.cryptodata.service.metrics.MeterNames;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class MeteredTaskRunsTest {
    @Test
    void runs_are_counted_by_task_and_outcome_and_passed_on() {
        MeterRegistry registry = MeterNames.strictRegistry();
        List<TaskReport> passed = new ArrayList<>();
        TaskReport report = new TaskReport("listing.okx", Instant.EPOCH, Instant.EPOCH, TaskReport.Outcome.PARTIAL,
                Map.of(), null);
        new MeteredTaskRuns(passed::add, registry).add(report);
        assertThat(passed).containsExactly(report);
        assertThat(registry.get("cda.service.task.runs").tags("task", "listing.okx", "outcome", "partial").counter()
                .count()).isEqualTo(1);
    }
}
