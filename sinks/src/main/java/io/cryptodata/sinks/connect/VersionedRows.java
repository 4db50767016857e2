package io.cryptodata.sinks.connect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import static java.util.stream.Collectors.joining;

/// Writes rows of a table whose earlier versions another table keeps. Whatever the order in which the records of a row
/// arrive, and however often, the result is the same:
///
/// - records that have the same revision and values are one version, known since the first of them was appended;
/// - the table has the version with the greatest revision, of one revision that which became known last;
/// - the other table has all others.
///
/// Rows that are new take one statement. Rows that exist take a second one, which compares them; only those that differ are
/// merged with the stored versions, under a lock that other tasks of the table wait for.
final class VersionedRows {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('cda sink'), hashtext(?))";

    private final Connection connection;
    private final TargetTable table;
    private final String versions;
    private final TargetColumn revision;
    private final TargetColumn knownAt;

    /// @param table with a table of versions
    VersionedRows(Connection connection, TargetTable table) {
        this.connection = connection;
        this.table = table;
        this.versions = table.versions().orElseThrow();
        this.revision = table.version().orElseThrow();
        this.knownAt = table.knownAt().orElseThrow();
    }

    /// Writes those rows of the temporary table whose keys the table does not have.
    ///
    /// @return how many were written
    int insertNew() throws SQLException {
        String names = names("", table.columns());
        String sql = "INSERT INTO " + table.name() + " (" + names + ") SELECT " + names + " FROM "
                + Staging.TABLE + " ON CONFLICT (" + String.join(", ", quotedKey())
                + ") DO NOTHING";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }

    /// Whether the table has all rows of the temporary table, known as early.
    ///
    /// @param rows that are in the temporary table
    boolean hasAll(List<Row> rows) throws SQLException {
        return places("SELECT s.place FROM " + Staging.TABLE + " AS s LEFT JOIN LATERAL " + stored("s")
                + " AS t ON true WHERE t." + revision.quoted() + " IS NULL OR " + differs() + " LIMIT 1", rows)
                .isEmpty();
    }

    /// The rows that are another version than the stored row, or an equal one that was known earlier.
    ///
    /// @param rows that are in the temporary table
    List<Row> changed(List<Row> rows) throws SQLException {
        return places("SELECT s.place FROM " + Staging.TABLE + " AS s CROSS JOIN LATERAL " + stored("s")
                + " AS t WHERE " + differs(), rows).stream().map(place -> rows.get(place - 1)).toList();
    }

    private String differs() {
        String known = knownAt.quoted();
        return "(" + names("t.", versionOf()) + ") IS DISTINCT FROM (" + names("s.", versionOf()) + ") OR s." + known
                + " < t." + known + " OR t." + known + " IS NULL AND s." + known + " IS NOT NULL";
    }

    private List<Integer> places(String sql, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            KeyRange.of(table, rows).bind(statement, 1);
            List<Integer> places = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    places.add(found.getInt(1));
                }
            }
            return places;
        }
    }

    /// Merges rows with the stored versions of their keys.
    ///
    /// @param rows that are in the temporary table; any number for each key, in the order of delivery
    void merge(List<Row> rows) throws SQLException {
        lock();
        try (PreparedStatement statement = connection.prepareStatement(mergeSql(table.columns()))) {
            KeyRange.of(table, rows).bind(statement, 1);
            statement.execute();
        }
    }

    /// In a statement of its own: the next one sees what the former owner of the lock has committed.
    private void lock() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, table.name());
            statement.execute();
        }
    }

    private String mergeSql(List<TargetColumn> columns) {
        String all = names("", columns);
        String key = String.join(", ", quotedKey());
        String version = names("", versionOf());
        String known = knownAt.quoted();
        List<TargetColumn> others = columns.stream().filter(column -> !table.key().contains(column.name())).toList();
        List<TargetColumn> values = others.stream()
                .filter(column -> !column.equals(revision) && !column.equals(knownAt)).toList();
        return "WITH source AS (SELECT * FROM " + Staging.TABLE + "), "
                + "touched AS (SELECT DISTINCT " + key + " FROM source), "
                + "candidates AS (SELECT " + all + ", place, NULL::tid AS stored_in FROM source UNION ALL SELECT "
                + names("t.", columns) + ", 0, NULL FROM touched AS k CROSS JOIN LATERAL " + stored("k")
                + " AS t UNION ALL SELECT " + names("v.", columns) + ", 0, v.stored_in FROM touched AS k"
                + " CROSS JOIN LATERAL (SELECT *, ctid AS stored_in FROM " + versions + " AS v WHERE "
                + sameKey("v", "k") + " OFFSET 0) AS v), "
                // of equal candidates at most one is stored as an earlier version
                + "distinct_versions AS (SELECT " + version + ", min(" + known + ") AS " + known
                + ", max(place) AS place, (array_agg(stored_in) FILTER (WHERE stored_in IS NOT NULL))[1] AS stored_in"
                + ", min(" + known + ") FILTER (WHERE stored_in IS NOT NULL) AS stored_at"
                + " FROM candidates GROUP BY " + version + "), "
                // of versions of one revision that became known at once only the one that was delivered last counts
                + "ranked AS (SELECT *, dense_rank() OVER (PARTITION BY " + key + " ORDER BY " + revision.quoted()
                + " DESC, " + known + " DESC NULLS LAST) AS rank, row_number() OVER (PARTITION BY " + key + ", "
                + revision.quoted() + ", " + known + " ORDER BY place DESC) AS number FROM distinct_versions), "
                + "newest AS (INSERT INTO " + table.name() + " AS t (" + all + ") SELECT " + all
                + " FROM ranked WHERE rank = 1 AND number = 1 ON CONFLICT (" + key + ") DO UPDATE SET "
                + assignments(others)
                + " WHERE excluded." + revision.quoted() + " >= t." + revision.quoted() + " AND ("
                + names("t.", others) + ") IS DISTINCT FROM (" + names("excluded.", others) + ")), "
                + "removed AS (DELETE FROM " + versions + " WHERE ctid = ANY (ARRAY(SELECT stored_in FROM ranked"
                + " WHERE stored_in IS NOT NULL AND (rank = 1 OR number = 1 AND stored_at IS DISTINCT FROM " + known
                + ")))) "
                + "INSERT INTO " + versions + " AS v (" + all + ") SELECT " + all
                + " FROM ranked WHERE rank > 1 AND number = 1 AND (stored_in IS NULL OR stored_at IS DISTINCT FROM "
                + known + ") ON CONFLICT (" + key + ", " + revision.quoted() + ", " + known
                + ") DO UPDATE SET " + assignments(values) + " WHERE (" + names("v.", values)
                + ") IS DISTINCT FROM (" + names("excluded.", values) + ")";
    }

    /// The stored row of a key. One lookup by key for each row of the other side, whatever the planner's estimates are.
    private String stored(String keys) {
        return "(SELECT * FROM " + table.name() + " AS t WHERE " + sameKey("t", keys) + " AND "
                + KeyRange.sql(table, "t") + " OFFSET 0)";
    }

    private String sameKey(String left, String right) {
        return quotedKey().stream().map(column -> left + "." + column + " = " + right + "." + column)
                .collect(joining(" AND "));
    }

    private List<String> quotedKey() {
        return table.key().stream().map(name -> table.column(name).quoted()).toList();
    }

    /// What a version consists of.
    private List<TargetColumn> versionOf() {
        return table.columns().stream().filter(column -> !column.equals(knownAt)).toList();
    }

    private static String assignments(List<TargetColumn> columns) {
        return joined(columns, column -> column.quoted() + " = excluded." + column.quoted());
    }

    private static String names(String prefix, List<TargetColumn> columns) {
        return joined(columns, column -> prefix + column.quoted());
    }

    private static String joined(List<TargetColumn> columns, Function<TargetColumn, String> text) {
        return columns.stream().map(text).collect(joining(", "));
    }
}
