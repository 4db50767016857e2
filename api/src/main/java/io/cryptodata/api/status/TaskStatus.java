package io.cryptodata.api.status;

import io.cryptodata.schemas.avro.TaskRun;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The last run of a recurring task.
///
/// @param task for example `listing.okx` or `candles.binance`
/// @param finishedAt by the clock of the process that ran it
/// @param outcome OK, PARTIAL or FAILED
/// @param detail for people; null if there is none
/// @param counts by name
public record TaskStatus(String task, Instant finishedAt, String outcome, @Nullable String detail,
        Map<String, Long> counts) {
    public TaskStatus {
        counts = Map.copyOf(counts);
    }

    /// The warnings in the detail of a run that was not complete.
    List<String> warnings() {
        return detail == null || outcome.equals("OK") ? List.of() : List.of(detail.split(" \\| ", -1));
    }

    static TaskStatus of(TaskRun run) {
        return new TaskStatus(run.getProcess(), run.getFinishedAt(), run.getOutcome(), run.getDetail(),
                run.getCounts());
    }
}
