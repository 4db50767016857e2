package io.cryptodata.sinks.cleanup;

import io.cryptodata.sinks.database.DatabaseAccess;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// The newest cleanup that is recorded in `logs`; before the first one, when the tables were made, as the migrations wrote
/// it down. So a restart neither forgets a cleanup nor repeats one.
record CleanupHistory(DatabaseAccess database) {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final String NEWEST = """
            SELECT started_at, coalesce(finished_at, started_at), outcome IS NOT DISTINCT FROM 'OK'
            FROM logs WHERE process = 'cleanup' ORDER BY started_at DESC LIMIT 1""";
    private static final String TABLES_MADE = "SELECT min(installed_on)::timestamptz FROM flyway_schema_history";

    LastCleanup newest() throws SQLException {
        try (Connection connection = database.connect("cda cleanup", ANSWER_WITHIN);
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery(NEWEST)) {
                if (found.next()) {
                    return new LastCleanup(time(found, 1), time(found, 2), found.getBoolean(3));
                }
            }
            try (ResultSet found = statement.executeQuery(TABLES_MADE)) {
                found.next();
                return LastCleanup.never(time(found, 1));
            }
        }
    }

    private static Instant time(ResultSet found, int column) throws SQLException {
        Timestamp time = found.getTimestamp(column);
        return Objects.requireNonNull(time, "the database has no history of its migrations").toInstant();
    }
}
