package io.cryptodata.sinks.cleanup;

import io.cryptodata.sinks.config.WeeklyTime;
import io.cryptodata.sinks.cleanup.CleanupReport.Outcome;

import java.time.Duration;
import java.time.Instant;

/// What is known of the newest cleanup, which decides when the next one is due.
///
/// @param done whether it got to its end
record LastCleanup(Instant startedAt, Instant finishedAt, boolean done) {
    private static final Duration RETRY_AFTER = Duration.ofHours(1);

    static LastCleanup of(CleanupReport report) {
        return new LastCleanup(report.startedAt(), report.finishedAt(), report.outcome() == Outcome.OK);
    }

    /// The tables are as old as that and have never been cleaned up: there was nothing to do before.
    static LastCleanup never(Instant tablesMade) {
        return new LastCleanup(tablesMade, tablesMade, true);
    }

    /// Due once a week. One that did not get to its end is tried again after an hour.
    boolean isNextDue(WeeklyTime at, Instant now) {
        boolean thisWeek = !startedAt.isBefore(at.lastAt(now));
        return !thisWeek || !done && !now.isBefore(finishedAt.plus(RETRY_AFTER));
    }

    LastCleanup orLater(LastCleanup other) {
        return other.startedAt.isAfter(startedAt) ? other : this;
    }
}
