package io.cryptodata.sinks.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes rows to the table: each batch in one transaction, and of a batch that the database rejects all rows but those
/// that are at fault.
final class UpsertWriter {
    private final Connection connection;
    private final TargetTable table;

    /// @param connection without autocommit
    UpsertWriter(Connection connection, TargetTable table) {
        this.connection = connection;
        this.table = table;
    }

    /// A row that the database rejected, and why.
    record Rejected(Row row, SQLException reason) {}

    /// Writes all rows that the database accepts.
    ///
    /// A rejected batch is halved with all its rows, including those that a later one replaces: if the later one is at
    /// fault, the earlier one must be written.
    ///
    /// @return the rejected rows
    /// @throws SQLException if something other than a row is at fault; then retry with all rows
    List<Rejected> write(List<Row> rows) throws SQLException {
        List<Rejected> rejected = new ArrayList<>();
        write(rows, rejected);
        return rejected;
    }

    private void write(List<Row> rows, List<Rejected> rejected) throws SQLException {
        try {
            inOneTransaction(rows);
        } catch (SQLException e) {
            if (SqlErrorKind.of(e) != SqlErrorKind.ROW) {
                throw e;
            }
            if (rows.size() == 1) {
                rejected.add(new Rejected(rows.getFirst(), e));
                return;
            }
            write(rows.subList(0, rows.size() / 2), rejected);
            write(rows.subList(rows.size() / 2, rows.size()), rejected);
        }
    }

    private void inOneTransaction(List<Row> rows) throws SQLException {
        try {
            for (Map.Entry<List<TargetColumn>, List<Row>> group : byColumns(newestOfEachKey(rows)).entrySet()) {
                UpsertStatement.execute(connection, table, group.getKey(), group.getValue());
            }
            connection.commit();
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
    }

    /// One statement cannot update a row twice. The newest version wins, the last one of equal versions.
    static List<Row> newestOfEachKey(List<Row> rows) {
        Map<List<Object>, Row> newest = LinkedHashMap.newLinkedHashMap(rows.size());
        for (Row row : rows) {
            newest.merge(row.key(), row,
                    (earlier, later) -> earlier.revision() > later.revision() ? earlier : later);
        }
        return List.copyOf(newest.values());
    }

    private static Map<List<TargetColumn>, List<Row>> byColumns(List<Row> rows) {
        Map<List<TargetColumn>, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : rows) {
            groups.computeIfAbsent(row.columns(), columns -> new ArrayList<>()).add(row);
        }
        return groups;
    }

    private void rollBack(SQLException reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
