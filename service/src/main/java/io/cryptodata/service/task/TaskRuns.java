package io.cryptodata.service.task;

/// Records runs. A failure to record never fails the task; it is logged.
@FunctionalInterface
public interface TaskRuns {
    void add(TaskReport report);
}
