package io.cryptodata.service.metrics;

import java.util.List;

/// The meters that several processes have in common.
public final class ServiceMeters {
    public static final MeterDefinition HEALTH = MeterDefinition.gauge("cda.service.health", "",
            "1 for the status that the service reports at `/ready`, 0 for the others: `starting`, `up`, `degraded`, `down`.",
            "service", "status");
    public static final MeterDefinition OVERDUE_OBJECTIVE = MeterDefinition.gauge("cda.service.overdue.objective",
            "seconds", "The objective of freshness: no newest bar is overdue for longer.");
    public static final MeterDefinition TASK_RUNS = MeterDefinition.counter("cda.service.task.runs",
            "Runs of recurring tasks, as in the table `logs`.", "task", "outcome");
    public static final MeterDefinition DEAD_LETTERS = MeterDefinition.counter("cda.service.dead.letters",
            "Records of compacted topics that could not be read and were written to `<topic>.dlq`.", "topic");
    public static final MeterDefinition DISK_FREE = MeterDefinition.gauge("cda.service.disk.free", "bytes",
            "Free space of the disk that holds the state folder; embedded runs only.");
    public static final MeterDefinition DISK_RESERVE = MeterDefinition.gauge("cda.service.disk.reserve", "bytes",
            "Fetching is paused while less is free; embedded runs only.");

    /// In the order of the reference page.
    public static final List<MeterDefinition> ALL = List.of(HEALTH, OVERDUE_OBJECTIVE, TASK_RUNS, DEAD_LETTERS,
            DISK_FREE, DISK_RESERVE);

    private ServiceMeters() {}
}
