package io.cryptodata.sinks.cleanup;

import io.cryptodata.service.task.TaskReport;
import io.cryptodata.sinks.config.WeeklyTime;
import io.cryptodata.sinks.database.DatabaseAccess;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// The newest cleanup, which decides when the next one is due.
///
/// @param complete whether it removed all replaced rows
record LastCleanup(Instant startedAt, Instant finishedAt, boolean complete) {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofHours(1);
    private static final String NEWEST = """
            SELECT started_at, coalesce(finished_at, started_at), outcome IS NOT DISTINCT FROM 'OK'
            FROM logs WHERE process = 'cleanup' ORDER BY started_at DESC LIMIT 1""";
    private static final String CREATED = "SELECT min(installed_on)::timestamptz FROM flyway_schema_history";

    static LastCleanup of(TaskReport report) {
        return new LastCleanup(report.startedAt(), report.finishedAt(), report.outcome() == TaskReport.Outcome.OK);
    }

    /// The newest cleanup in `logs`, so that a restart neither skips a cleanup nor repeats one. Before the first one: the
    /// time at which the tables were created.
    static LastCleanup recordedIn(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect("cda cleanup", STATEMENT_TIMEOUT);
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery(NEWEST)) {
                if (found.next()) {
                    return new LastCleanup(time(found, 1), time(found, 2), found.getBoolean(3));
                }
            }
            try (ResultSet found = statement.executeQuery(CREATED)) {
                found.next();
                return new LastCleanup(time(found, 1), time(found, 1), true);
            }
        }
    }

    private static Instant time(ResultSet found, int column) throws SQLException {
        Timestamp time = found.getTimestamp(column);
        return Objects.requireNonNull(time, "the database has no history of its migrations").toInstant();
    }

    /// Due once a week. An incomplete cleanup is retried after an hour.
    boolean isNextDue(WeeklyTime at, Instant now) {
        boolean thisWeek = !startedAt.isBefore(at.lastAt(now));
        return !thisWeek || !complete && !now.isBefore(finishedAt.plus(RETRY_AFTER));
    }

    LastCleanup orLater(LastCleanup other) {
        return other.startedAt.isAfter(startedAt) ? other : this;
    }
}
