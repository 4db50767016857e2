package io.cryptodata.service.task;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/// One run of a recurring task.
///
/// @param process for example `listing.binance`
/// @param counts by name
/// @param detail for people; null if there is none
public record TaskReport(String process, Instant startedAt, Instant finishedAt, Outcome outcome,
        Map<String, Long> counts, @Nullable String detail) {
    /// The names are part of the `task.runs` contract.
    public enum Outcome {
        /// Completed.
        OK,
        /// Completed in part.
        PARTIAL,
        /// Failed as a whole.
        FAILED
    }

    public TaskReport {
        counts = Map.copyOf(counts);
        // our clock may have been set back meanwhile; the table refuses a run that ends before it starts
        finishedAt = finishedAt.isBefore(startedAt) ? startedAt : finishedAt;
    }
}
