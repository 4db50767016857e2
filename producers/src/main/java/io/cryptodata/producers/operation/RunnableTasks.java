package io.cryptodata.producers.operation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;

/// The tasks that an operator can run now, by their names on `task.runs`. Each is a wake-up: the task runs in its own loop,
/// within its budget, never twice at a time. A member for which a task is not due, because another one has it, does nothing.
public record RunnableTasks(Map<String, Runnable> byName, VenuePauses pauses) {
    private static final Logger LOG = LoggerFactory.getLogger(RunnableTasks.class);

    public RunnableTasks {
        byName = Map.copyOf(byName);
    }

    void run(Requested request) {
        Runnable task = byName.get(request.target());
        String exchange = request.target().substring(request.target().indexOf('.') + 1);
        if (task == null) {
            LOG.warn("{} requested a run of {}, but there is no such task here", request.by(), request.target());
        } else if (pauses.contains(exchange)) {
            LOG.warn("{} requested a run of {}, but {} is paused", request.by(), request.target(), exchange);
        } else {
            LOG.info("{} requested a run of {}", request.by(), request.target());
            task.run();
        }
    }
}
