package io.cryptodata.sinks.connect;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import static java.util.stream.Collectors.joining;

/// Sends rows with `COPY`: into the table, or into a temporary one of the session, which is the source of the statements that
/// compare rows.
final class Staging {
    /// The temporary table: the columns of the table, and `place`, the number of the row, from 1.
    static final String TABLE = "pg_temp.cda_staging";

    private final Connection connection;
    private final TargetTable table;
    private final CopyBuffer buffer = new CopyBuffer();
    private boolean isEmpty = true;

    /// Creates the temporary table.
    ///
    /// @param connection without autocommit
    Staging(Connection connection, TargetTable table) throws SQLException {
        this.connection = connection;
        this.table = table;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE cda_staging (" + table.columns().stream()
                    .map(column -> column.quoted() + " " + column.type()).collect(joining(", "))
                    + ", place integer) ON COMMIT DELETE ROWS");
        }
        connection.commit();
    }

    /// Inserts rows into the table itself.
    ///
    /// @param rows all with these columns; an error if the table has one of their keys, or two rows have the same
    void insert(List<TargetColumn> columns, List<Row> rows) throws SQLException {
        buffer.start();
        for (Row row : rows) {
            buffer.startRow(columns.size());
            buffer.putFields(row.fields());
        }
        copyInto(table.name() + " (" + names(columns) + ")");
    }

    /// Replaces the content of the temporary table, until the transaction ends.
    ///
    /// @param rows all with these columns
    void load(List<TargetColumn> columns, List<Row> rows) throws SQLException {
        if (!isEmpty) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("TRUNCATE " + TABLE);
            }
        }
        isEmpty = false;
        int place = 0;
        buffer.start();
        for (Row row : rows) {
            buffer.startRow(columns.size() + 1);
            buffer.putFields(row.fields());
            buffer.putInt(++place);
        }
        copyInto(TABLE + " (" + names(columns) + ", place)");
    }

    /// The server has emptied the temporary table.
    void transactionEnded() {
        isEmpty = true;
    }

    private void copyInto(String target) throws SQLException {
        buffer.end();
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI()
                .copyIn("COPY " + target + " FROM STDIN (FORMAT binary)");
        copy.writeToCopy(buffer.array(), 0, buffer.length());
        copy.endCopy();
    }

    private static String names(List<TargetColumn> columns) {
        return columns.stream().map(TargetColumn::quoted).collect(joining(", "));
    }
}
