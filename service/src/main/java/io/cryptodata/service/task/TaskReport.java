package io.cryptodata.service.task;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/// One run of a recurring task.
///
/// @param process for example `listing.binance`
/// @param counts what it counted, by name
/// @param detail what people should know about it; null if nothing
public record TaskReport(String process, Instant startedAt, Instant finishedAt, Outcome outcome,
        Map<String, Long> counts, @Nullable String detail) {
    /// How it went. The names are part of the `task.runs` contract.
    public enum Outcome {
        /// All of it is done.
        OK,
        /// Some of it is not.
        PARTIAL,
        /// Nothing of it is.
        FAILED
    }

    public TaskReport {
        counts = Map.copyOf(counts);
    }
}
