package io.cryptodata.sinks.database;

import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.retry.Await;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Waits until a database accepts connections, and detects its tier.
final class DatabaseWait {
    private static final int OLDEST_VERSION = 14;

    private DatabaseWait() {}

    /// @throws SetupException immediately if the database rejects the login, after `timeout` if it does not respond
    static DetectedTier awaitTier(DatabaseAccess database, Duration timeout, TierDetection.Purpose purpose) {
        AtomicReference<@Nullable DetectedTier> tier = new AtomicReference<>();
        Optional<String> notReady = Await.notReadyWithin(() -> {
            try (Connection connection = database.connect()) {
                requireVersion(connection);
                tier.set(TierDetection.tierOf(connection, purpose));
                return Optional.empty();
            } catch (SQLException e) {
                requireTransient(database, e);
                return Optional.of("the database " + database + " does not respond: " + e.getMessage());
            }
        }, timeout);
        if (notReady.isPresent()) {
            throw new SetupException("%s (waited %d s); start it, or configure the address of a running one"
                    .formatted(notReady.get(), timeout.toSeconds()));
        }
        return Objects.requireNonNull(tier.get());
    }

    private static void requireVersion(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_VERSION) {
            throw new SetupException("PostgreSQL %s is too old: %d or newer is required"
                    .formatted(connection.getMetaData().getDatabaseProductVersion(), OLDEST_VERSION));
        }
    }

    /// Connection failures, a server that is starting or stopping, and exhausted resources may pass.
    private static void requireTransient(DatabaseAccess database, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (!state.startsWith("08") && !state.startsWith("57P") && !state.startsWith("53")) {
            throw new SetupException("the database %s rejects the login: %s".formatted(database, e.getMessage()), e);
        }
    }
}
