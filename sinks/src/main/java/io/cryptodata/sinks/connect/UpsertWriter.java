package io.cryptodata.sinks.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes rows to the table: each batch in one transaction, and of a batch that the database rejects all rows but those
/// that are at fault.
final class UpsertWriter {
    private final Connection connection;
    private final TargetTable table;
    private final Staging staging;
    private final Optional<StoredRows> stored;
    private final LikelyNew likelyNew = new LikelyNew();

    /// @param connection without autocommit
    UpsertWriter(Connection connection, TargetTable table) throws SQLException {
        this.connection = connection;
        this.table = table;
        this.staging = new Staging(connection, table);
        this.stored = Optional.of(table).filter(StoredRows::canRead).map(each -> new StoredRows(connection, each));
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
        if (likelyNew.test(rows.size()) && areNew(rows)) {
            return;
        }
        try {
            Batch batch = Batch.of(rows);
            if (table.versions().isPresent()) {
                writeVersions(batch);
            } else {
                for (List<Row> group : byColumns(batch.newest())) {
                    staging.load(group.getFirst().columns(), group);
                    UpsertStatement.execute(connection, table, group.getFirst().columns());
                }
            }
            commit();
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
    }

    /// Inserts the rows, which takes about half of the server's time.
    ///
    /// @return false if nothing was written, because one of them is not new or at fault
    private boolean areNew(List<Row> rows) throws SQLException {
        List<TargetColumn> columns = rows.getFirst().columns();
        if (!rows.stream().allMatch(row -> row.columns().equals(columns))) {
            return false;
        }
        try {
            staging.insert(columns, rows);
            commit();
            likelyNew.confirm();
            return true;
        } catch (SQLException e) {
            rollBack(e);
            if (SqlErrorKind.of(e) != SqlErrorKind.ROW) {
                throw e;
            }
            likelyNew.refute();
            return false;
        }
    }

    /// All rows have all columns of the table: see [RowMapper].
    private void writeVersions(Batch batch) throws SQLException {
        VersionedRows versioned = new VersionedRows(connection, table);
        List<Row> toMerge = new ArrayList<>(batch.ofSeveralVersions());
        boolean areLikelyStored = likelyNew.isRefuted();
        List<Row> rows = areLikelyStored && stored.isPresent()
                ? stored.get().missing(batch.newest())
                : batch.newest();
        if (!rows.isEmpty()) {
            staging.load(table.columns(), rows);
            boolean hasAll = areLikelyStored && stored.isEmpty() && versioned.hasAll(rows);
            if (!hasAll && versioned.insertNew() < rows.size()) {
                toMerge.addAll(versioned.changed(rows));
            }
        }
        if (!toMerge.isEmpty()) {
            staging.load(table.columns(), toMerge);
            versioned.merge(toMerge);
        }
    }

    private void commit() throws SQLException {
        connection.commit();
        staging.transactionEnded();
    }

    private static Collection<List<Row>> byColumns(List<Row> rows) {
        Map<List<TargetColumn>, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : rows) {
            groups.computeIfAbsent(row.columns(), _ -> new ArrayList<>()).add(row);
        }
        return groups.values();
    }

    private void rollBack(SQLException reason) {
        try {
            connection.rollback();
            staging.transactionEnded();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
