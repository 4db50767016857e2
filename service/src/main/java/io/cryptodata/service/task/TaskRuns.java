package io.cryptodata.service.task;

/// Where runs are recorded. Never in the way of the task itself: what could not be recorded is a line in the log.
@FunctionalInterface
public interface TaskRuns {
    void add(TaskReport report);
}
