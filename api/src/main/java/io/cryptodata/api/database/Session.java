package io.cryptodata.api.database;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Queries within one transaction, all of the same snapshot.
public final class Session {
    private static final int FETCHED_AT_ONCE = 2000;

    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    /// Reads one row of a result; null stands for a null cell.
    @FunctionalInterface
    public interface RowReader<T> {
        @Nullable
        T read(ResultSet row) throws SQLException;
    }

    /// Takes one row of a result.
    @FunctionalInterface
    public interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    /// All rows: the statement bounds them.
    public <T> List<T> list(Sql sql, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        each(sql, row -> rows.add(reader.read(row)));
        return rows;
    }

    /// The first row; null if there is none.
    public <T> @Nullable T first(Sql sql, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(sql); ResultSet result = statement.executeQuery()) {
            return result.next() ? reader.read(result) : null;
        }
    }

    /// Passes each row while the result is read in batches, so that it never is in memory as a whole.
    public void each(Sql sql, RowConsumer consumer) throws SQLException {
        try (PreparedStatement statement = prepare(sql); ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                consumer.accept(result);
            }
        }
    }

    private PreparedStatement prepare(Sql sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.text());
        // a plan for values that are not known reads every chunk of a hypertable
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        statement.setFetchSize(FETCHED_AT_ONCE);
        int position = 1;
        for (Object value : sql.values()) {
            statement.setObject(position++, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
        }
        return statement;
    }

    /// A time; null where the cell is.
    public static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null || time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN)
                ? null
                : time.toInstant();
    }
}
