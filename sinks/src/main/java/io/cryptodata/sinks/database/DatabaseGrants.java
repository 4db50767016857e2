package io.cryptodata.sinks.database;

import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.retry.Await;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What each role may do with the product's tables and views: all of `db/access/grants.sql`.
final class DatabaseGrants {
    private static final Duration CATALOGUE_CHANGES = Duration.ofSeconds(30);
    private static final String GRANTS = "/db/access/grants.sql";
    private static final String READER = DatabaseRole.READER.sqlName();
    private static final String READER_EXISTS = "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + READER + "')";
    private static final String MAY_CREATE_ROLES = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user";

    private DatabaseGrants() {}

    /// Creates the role of analysts where it does not exist and this login may create roles, and grants every role that
    /// exists its rights on what the schema contains now.
    ///
    /// @return why there is no role of analysts, in one sentence; empty if there is one
    static Optional<String> apply(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            boolean reader = isTrue(statement, READER_EXISTS) || isCreated(statement);
            grant(statement);
            return reader
                    ? Optional.empty()
                    : Optional.of("there is no role " + READER + " for reading, because " + database.user()
                            + " may not create roles: have an administrator create it (CREATE ROLE " + READER
                            + "), and run ./cda migrate again");
        }
    }

    /// Creates the role unless this login may not; a concurrent run may be faster.
    private static boolean isCreated(Statement statement) throws SQLException {
        if (!isTrue(statement, MAY_CREATE_ROLES)) {
            return false;
        }
        try {
            statement.execute(String.join(";", ReaderRole.creation()));
        } catch (SQLException e) {
            if (!isTrue(statement, READER_EXISTS)) {
                throw e;
            }
        }
        return true;
    }

    /// Repeated while a job of TimescaleDB changes the same rows of the catalogue, as the first refresh of a continuous
    /// aggregate does.
    private static void grant(Statement statement) throws SQLException {
        AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();
        Await.until(() -> {
            try {
                statement.execute(SqlFile.text(GRANTS));
                failure.set(null);
            } catch (SQLException e) {
                failure.set(e);
            }
            SQLException last = failure.get();
            return last == null || !String.valueOf(last.getMessage()).contains("tuple concurrently updated");
        }, CATALOGUE_CHANGES);
        SQLException last = failure.get();
        if (last != null) {
            throw last;
        }
    }

    private static boolean isTrue(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
