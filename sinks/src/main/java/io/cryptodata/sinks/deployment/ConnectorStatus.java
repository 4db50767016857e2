package io.cryptodata.sinks.deployment;

import java.util.List;

/// The state of a connector as Connect reports it.
///
/// @param state Connect's state of the connector: `RUNNING`, `FAILED`, `PAUSED`, `UNASSIGNED`, `RESTARTING`, `STOPPED`
public record ConnectorStatus(String name, String state, List<Task> tasks) {
    private static final String RUNNING = "RUNNING";
    private static final String FAILED = "FAILED";
    private static final String STOPPED = "STOPPED";

    public ConnectorStatus {
        tasks = List.copyOf(tasks);
    }

    /// @param trace why the task failed, in one line; empty otherwise
    public record Task(int id, String state, String trace) {}

    /// Whether the connector and all of its tasks, at least one, are running.
    public boolean isRunning() {
        return RUNNING.equals(state) && !tasks.isEmpty() && tasks.stream().allMatch(task -> RUNNING.equals(task.state));
    }

    /// Whether the connector or one of its tasks has failed.
    public boolean hasFailed() {
        return FAILED.equals(state) || tasks.stream().anyMatch(task -> FAILED.equals(task.state));
    }

    /// Whether the connector was stopped and no task is left.
    public boolean isStopped() {
        return STOPPED.equals(state) && tasks.isEmpty();
    }

    /// The states for people, with the first failure of a task.
    public String summary() {
        String counts = tasks.stream().filter(task -> RUNNING.equals(task.state)).count() + " of " + tasks.size()
                + " tasks running";
        String reason = tasks.stream().map(Task::trace).filter(trace -> !trace.isEmpty()).findFirst()
                .map(trace -> ": " + trace).orElse("");
        return state + ", " + counts + reason;
    }
}
