package io.cryptodata.api.database;

import io.cryptodata.api.failure.QueryException;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/// Reads in transactions that write nothing and see one snapshot.
public final class ReadTransactions {
    private static final String CANCELLED = "57014";
    private static final String INSUFFICIENT_RESOURCES = "53";
    private static final String CANNOT_CONNECT = "08";
    private static final String STARTING_OR_STOPPING = "57P";

    private final Connections connections;

    /// @param connections of a role that reads, with a limit on the duration of a statement
    public ReadTransactions(Connections connections) {
        this.connections = connections;
    }

    /// Where connections come from; they are closed after use.
    @FunctionalInterface
    public interface Connections {
        Connection open() throws SQLException;
    }

    /// What is read in one transaction.
    @FunctionalInterface
    public interface Reading<T extends @Nullable Object> {
        T read(Session session) throws SQLException;
    }

    /// @throws QueryException if the database does not respond in time
    /// @throws InvalidValueException if it cannot read a bound value
    public <T extends @Nullable Object> T read(Reading<T> reading) {
        try (Connection connection = connections.open()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                T result = reading.read(new Session(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                rollBack(connection, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            throw explained(failure);
        }
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private static RuntimeException explained(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.equals(CANCELLED)) {
            return new QueryException(QueryException.Kind.UNAVAILABLE,
                    "the query exceeded its time limit: narrow it by market, time or limit", failure);
        }
        if (state.startsWith("22")) {
            return new InvalidValueException(failure);
        }
        if (failure instanceof SQLTransientConnectionException || state.startsWith(CANNOT_CONNECT)
                || state.startsWith(STARTING_OR_STOPPING) || state.startsWith(INSUFFICIENT_RESOURCES)) {
            return new QueryException(QueryException.Kind.UNAVAILABLE,
                    "the database does not respond, or all its connections are in use: retry in some seconds", failure);
        }
        return new IllegalStateException("the database failed with " + state, failure);
    }
}
