package io.cryptodata.sinks.cleanup;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/// How one cleanup went.
///
/// @param counts what it counted, by name: `rows` looked at, `ranges` of them, `deleted` of all timeframes and per
///         timeframe, `left` for the next time
/// @param detail what people should know about it; null if nothing
public record CleanupReport(Instant startedAt, Instant finishedAt, Outcome outcome, Map<String, Long> counts,
        @Nullable String detail) {
    /// The name of the process on `task.runs` and in `logs`.
    public static final String PROCESS = "cleanup";

    /// How it went. The names are part of the `task.runs` contract.
    public enum Outcome {
        /// No replaced row was left.
        OK,
        /// Some were, and the next cleanup finds them.
        PARTIAL,
        /// Nothing was done.
        FAILED
    }

    public CleanupReport {
        counts = Map.copyOf(counts);
    }

    /// One of the counts; 0 if nothing of that name was counted.
    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }
}
