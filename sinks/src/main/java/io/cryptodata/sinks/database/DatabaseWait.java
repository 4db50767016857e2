package io.cryptodata.sinks.database;

import io.cryptodata.service.lifecycle.SetupException;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// Waits until a database answers, within a limit, and looks what kind it is.
final class DatabaseWait {
    private static final Duration PAUSE = Duration.ofMillis(300);

    private DatabaseWait() {}

    /// @throws SetupException at once if the database refuses us, after `patience` if it does not answer
    static DatabaseTier untilUp(DatabaseAccess database, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try (Connection connection = database.connect()) {
                return tierOf(connection);
            } catch (SQLException e) {
                if (!mayComeUp(e)) {
                    throw new SetupException("the database %s refuses the login: %s".formatted(database,
                            e.getMessage()), e);
                }
                if (System.nanoTime() >= deadline) {
                    throw new SetupException(
                            "the database %s did not answer within %d seconds (%s); start it, or give the address of a running one"
                                    .formatted(database, patience.toSeconds(), e.getMessage()),
                            e);
                }
            }
            pause();
        }
    }

    /// Only one tier is built. Others are told apart here, by what the server offers.
    private static DatabaseTier tierOf(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < 14) {
            throw new SetupException("PostgreSQL %s is too old: 14 or newer is needed"
                    .formatted(connection.getMetaData().getDatabaseProductVersion()));
        }
        return DatabaseTier.PLAIN;
    }

    private static boolean mayComeUp(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted while waiting for the database", e);
        }
    }
}
