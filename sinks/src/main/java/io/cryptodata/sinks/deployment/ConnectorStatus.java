package io.cryptodata.sinks.deployment;

import java.util.List;

/// What Connect says about a connector.
///
/// @param state Connect's word for the connector: `RUNNING`, `FAILED`, `PAUSED`, `UNASSIGNED`, `RESTARTING`, `STOPPED`
public record ConnectorStatus(String name, String state, List<Task> tasks) {
    private static final String RUNNING = "RUNNING";
    private static final String FAILED = "FAILED";
    private static final String STOPPED = "STOPPED";

    public ConnectorStatus {
        tasks = List.copyOf(tasks);
    }

    /// @param trace why the task failed, in one line; empty otherwise
    public record Task(int id, String state, String trace) {}

    /// True if connector and all tasks run, and there is a task.
    public boolean isRunning() {
        return RUNNING.equals(state) && !tasks.isEmpty() && tasks.stream().allMatch(task -> RUNNING.equals(task.state));
    }

    /// True if the connector or one of its tasks has failed.
    public boolean hasFailed() {
        return FAILED.equals(state) || tasks.stream().anyMatch(task -> FAILED.equals(task.state));
    }

    /// True if the connector was told to stop and no task is left.
    public boolean isStopped() {
        return STOPPED.equals(state) && tasks.isEmpty();
    }

    /// The states in a few words for people, with the first task's reason if there is one.
    public String summary() {
        String counts = tasks.stream().filter(task -> RUNNING.equals(task.state)).count() + " of " + tasks.size()
                + " tasks running";
        String reason = tasks.stream().map(Task::trace).filter(trace -> !trace.isEmpty()).findFirst()
                .map(trace -> ": " + trace).orElse("");
        return state + ", " + counts + reason;
    }
}
