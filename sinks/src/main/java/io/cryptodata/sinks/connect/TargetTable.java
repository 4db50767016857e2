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
record TargetTable(String name, List<TargetColumn> columns, List<String> key, Optional<TargetColumn> version) {
    /// The version column unless another is configured.
    private static final String REVISION = "revision";

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
    /// @throws ConnectException if the table or a configured column is missing, or a type is not supported
    static TargetTable read(Connection connection, String name, List<String> key, String version)
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
        return new TargetTable(name, columns, keyColumns, versionColumn);
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
