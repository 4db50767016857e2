package io.cryptodata.sinks.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lands rows in the table: each batch in one transaction, and of a batch that the database refuses all but the rows that
/// are at fault.
final class UpsertWriter {
    private final Connection connection;
    private final TargetTable table;

    /// @param connection without autocommit
    UpsertWriter(Connection connection, TargetTable table) {
        this.connection = connection;
        this.table = table;
    }

    /// A row that the database refuses, and why.
    record Refused(Row row, SQLException reason) {}

    /// Lands what can land.
    ///
    /// Halves are tried with all their rows, those that a later one replaces too: if the later one is at fault, the
    /// earlier one must land.
    ///
    /// @return the rows that cannot
    /// @throws SQLException if something else than a row is at fault; then repeat with all rows
    List<Refused> land(List<Row> rows) throws SQLException {
        List<Refused> refused = new ArrayList<>();
        land(rows, refused);
        return refused;
    }

    private void land(List<Row> rows, List<Refused> refused) throws SQLException {
        try {
            inOneTransaction(rows);
        } catch (SQLException e) {
            if (SqlTrouble.of(e) != SqlTrouble.ROW) {
                throw e;
            }
            if (rows.size() == 1) {
                refused.add(new Refused(rows.getFirst(), e));
                return;
            }
            land(rows.subList(0, rows.size() / 2), refused);
            land(rows.subList(rows.size() / 2, rows.size()), refused);
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

    /// One statement cannot touch a row twice. The newest version wins, among equals the latest.
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
