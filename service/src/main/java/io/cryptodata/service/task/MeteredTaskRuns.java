package io.cryptodata.service.task;

import io.cryptodata.service.metrics.ServiceMeters;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.Locale;

/// Counts runs by task and outcome, and passes them on.
public record MeteredTaskRuns(TaskRuns runs, MeterRegistry meters) implements TaskRuns {
    @Override
    public void add(TaskReport report) {
        ServiceMeters.TASK_RUNS.counterIn(meters, report.process(), report.outcome().name().toLowerCase(Locale.ROOT))
                .increment();
        runs.add(report);
    }
}
