package io.cryptodata.sinks.connect;

import org.apache.kafka.connect.errors.ConnectException;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The writable columns of a table and its key, as the database reports them.
///
/// @param columns in the table's order, without generated columns
/// @param key names of the key columns
/// @param version the column whose larger value is the newer version of a row; empty if there is none
/// @param versions the table that keeps earlier versions of rows, with all columns of this one; empty if there is none
record TargetTable(String name, List<TargetColumn> columns, List<String> key, Optional<TargetColumn> version,
        Optional<String> versions) {
    /// The version column unless another is configured.
    private static final String REVISION = "revision";
    /// The column that takes the time at which the broker appended the record, unless the record has such a field.
    static final String KNOWN_AT = "known_at";

    private static final String COLUMNS = """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef OR a.attidentity <> ''
            FROM pg_attribute a
            WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            ORDER BY a.attnum""";
    private static final String PRIMARY_KEY = """
            SELECT a.attname
            FROM pg_index i
            CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indrelid = to_regclass(?) AND i.indisprimary
            ORDER BY k.place""";

    TargetTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /// Reads the table's columns from the database.
    ///
    /// @param key names of the key columns; empty for the primary key
    /// @param version name of the version column; empty for `revision`, if the table has it
    /// @param versions name of the table that keeps earlier versions; empty for none
    /// @throws ConnectException if a table or a configured column is missing, or a type is not supported
    static TargetTable read(Connection connection, String name, List<String> key, String version, String versions)
            throws SQLException {
        List<TargetColumn> columns = columns(connection, name);
        if (columns.isEmpty()) {
            throw new ConnectException("table " + name + " does not exist; run ./cda migrate");
        }
        List<String> keyColumns = key.isEmpty() ? primaryKey(connection, name) : key;
        if (keyColumns.isEmpty()) {
            throw new ConnectException(
                    "table " + name + " has no primary key; configure the columns in " + UpsertConfig.KEY);
        }
        Optional<TargetColumn> versionColumn = named(columns, version.isEmpty() ? REVISION : version);
        Stream.concat(keyColumns.stream(), Stream.of(version).filter(column -> !column.isEmpty()))
                .filter(column -> named(columns, column).isEmpty()).findFirst().ifPresent(missing -> {
                    throw new ConnectException("table " + name + " has no column " + missing + "; run ./cda migrate");
                });
        versionColumn.filter(column -> !column.kind().isOrdered()).ifPresent(column -> {
            throw new ConnectException("column %s.%s is of type %s and cannot order the versions of a row"
                    .formatted(name, column.name(), column.type()));
        });
        if (!versions.isEmpty()) {
            requireVersions(connection, versions, columns, name, versionColumn);
        }
        return new TargetTable(name, columns, keyColumns, versionColumn,
                Optional.of(versions).filter(table -> !table.isEmpty()));
    }

    private static void requireVersions(Connection connection, String versions, List<TargetColumn> columns,
            String name, Optional<TargetColumn> version) throws SQLException {
        List<String> kept = columns(connection, versions).stream().map(TargetColumn::name).toList();
        columns.stream().filter(column -> !kept.contains(column.name())).findFirst().ifPresent(missing -> {
            throw new ConnectException(
                    "table %s has no column %s, which %s has; run ./cda migrate".formatted(versions, missing.name(),
                            name));
        });
        if (version.isEmpty() || named(columns, KNOWN_AT).isEmpty()) {
            throw new ConnectException(
                    "table %s must have a version column and %s, because %s keeps its earlier versions"
                            .formatted(name, KNOWN_AT, versions));
        }
    }

    /// The column that takes the time of the record; empty if there is none.
    Optional<TargetColumn> knownAt() {
        return named(columns, KNOWN_AT).filter(column -> column.kind() == ColumnKind.TIMESTAMP);
    }

    /// @param columnName name of an existing column
    TargetColumn column(String columnName) {
        return named(columns, columnName).orElseThrow();
    }

    private static Optional<TargetColumn> named(List<TargetColumn> columns, String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    private static List<TargetColumn> columns(Connection connection, String table) throws SQLException {
        List<TargetColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    columns.add(column(table, found.getString(1), found.getString(2), found.getBoolean(3),
                            found.getBoolean(4)));
                }
            }
        }
        return columns;
    }

    private static TargetColumn column(String table, String name, String type, boolean notNull, boolean hasDefault) {
        ColumnKind kind = ColumnKind.of(type);
        if (kind == null) {
            throw new ConnectException(
                    "column %s.%s is of type %s, which the sink cannot write; it supports integers, numeric, text, boolean, json and timestamptz"
                            .formatted(table, name, type));
        }
        return new TargetColumn(name, type, kind, notNull && !hasDefault, !notNull);
    }

    private static List<String> primaryKey(Connection connection, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PRIMARY_KEY)) {
            statement.setString(1, table);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
        }
        return names;
    }
}
