package io.cryptodata.sinks.projection;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.sinks.deployment.SinkTable;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;

/// A table that a sink fills, as the database describes it: the columns that records of its topic determine, its key and its
/// constraints.
///
/// @param columns those that the topic has, and fields that only describe rows
/// @param key names of the key columns
/// @param version name of the column whose greatest value is the newest version of a row; empty if the last record is
/// @param versions name of the table that keeps earlier versions of rows
/// @param checks the conditions of its constraints
record StagedTable(SinkTable source, List<StagedColumn> columns, List<String> key, Optional<String> version,
        Optional<String> versions, List<String> checks) {
    static final String KNOWN_AT = "known_at";
    private static final String REVISION = "revision";
    /// fields that order and describe rows whose table does not have them
    private static final List<String> DESCRIBING = List.of("exchange", "asset", "timestamp", REVISION);
    private static final String COLUMNS = """
            SELECT a.attname, format_type(a.atttypid, NULL), NOT a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
            FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            ORDER BY a.attnum""";
    private static final String PRIMARY_KEY = """
            SELECT a.attname
            FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indrelid = to_regclass(?) AND i.indisprimary ORDER BY k.place""";
    private static final String CHECKS = """
            SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conrelid = to_regclass(?) AND contype = 'c'
            ORDER BY conname""";

    StagedTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        checks = List.copyOf(checks);
    }

    /// @throws SQLException if the table does not exist or has a column of a type that no sink fills
    static StagedTable read(Connection connection, SinkTable source) throws SQLException {
        Schema value = Topics.catalogue().named(source.topic()).value();
        if (value == null) {
            throw new IllegalArgumentException("topic " + source.topic() + " has no schema");
        }
        List<StagedColumn> columns = columns(connection, source.table(), value);
        if (columns.isEmpty()) {
            throw new SQLException("table " + source.table() + " does not exist; run ./cda migrate", "42P01");
        }
        addDescribing(columns, value);
        List<String> key = source.key().isEmpty() ? texts(connection, PRIMARY_KEY, source.table()) : source.key();
        Optional<String> version = source.version()
                .or(() -> columns.stream().map(StagedColumn::name).filter(REVISION::equals).findFirst());
        return new StagedTable(source, columns, key, version, source.versions(),
                texts(connection, CHECKS, source.table()));
    }

    private static List<StagedColumn> columns(Connection connection, String table, Schema value) throws SQLException {
        List<StagedColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    String name = found.getString(1);
                    boolean field = value.getField(name) != null;
                    if (field || name.equals(KNOWN_AT)) {
                        columns.add(new StagedColumn(name, found.getString(2), kindOf(table, name, found.getString(2)),
                                field ? StagedColumn.Origin.FIELD : StagedColumn.Origin.APPENDED, true,
                                found.getBoolean(3), defaultOf(connection, found.getString(4))));
                    }
                }
            }
        }
        return columns;
    }

    private static void addDescribing(List<StagedColumn> columns, Schema value) {
        for (String name : DESCRIBING) {
            boolean stored = columns.stream().anyMatch(column -> column.name().equals(name));
            if (!stored && value.getField(name) != null) {
                String type = switch (name) {
                    case "timestamp" -> "timestamp with time zone";
                    case REVISION -> "bigint";
                    default -> "text";
                };
                columns.add(new StagedColumn(name, type, kindOf("", name, type), StagedColumn.Origin.FIELD, false,
                        name.equals(REVISION), name.equals(REVISION) ? 0L : null));
            }
        }
    }

    private static ColumnKind kindOf(String table, String column, String type) {
        ColumnKind kind = ColumnKind.of(type);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "column %s.%s is of type %s, which no sink fills".formatted(table, column, type));
        }
        return kind;
    }

    /// The value of a default, in the form in which it is staged.
    private static @Nullable Object defaultOf(Connection connection, @Nullable String expression) throws SQLException {
        if (expression == null) {
            return null;
        }
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT " + expression)) {
            found.next();
            return switch (found.getObject(1)) {
                case null -> null;
                case Timestamp time -> time.getTime();
                case Boolean bool -> bool;
                case Integer number -> number.longValue();
                case Long number -> number;
                case Number number -> number.doubleValue();
                case Object other -> other.toString();
            };
        }
    }

    private static List<String> texts(Connection connection, String query, String table) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, table);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    texts.add(found.getString(1));
                }
            }
        }
        return texts;
    }

    String name() {
        return source.table();
    }

    List<StagedColumn> fields() {
        return columns.stream().filter(StagedColumn::isField).toList();
    }

    List<StagedColumn> stored() {
        return columns.stream().filter(StagedColumn::stored).toList();
    }

    /// The tables that the sink fills: its own, and that of the earlier versions.
    List<Relation> relations() {
        Relation own = new Relation(name(), StagedRows.NEWEST, key, stored());
        return versions
                .map(kept -> List.of(own, new Relation(kept, StagedRows.EARLIER,
                        Stream.concat(key.stream(), Stream.of(version.orElseThrow(), KNOWN_AT)).toList(), stored())))
                .orElse(List.of(own));
    }

    /// The columns that identify a row, or a version of it.
    List<String> identity() {
        return relations().getLast().key();
    }

    boolean has(String column) {
        return columns.stream().anyMatch(each -> each.name().equals(column));
    }

    /// The time by which its rows are found, if the table has one that is part of the key.
    boolean isKeyedByTime() {
        return key.contains("timestamp");
    }

    /// Whether a later row of a bucket replaces earlier ones, which the cleanup then removes.
    boolean hasReplacedRows() {
        return source.topic().equals(TopicName.INDICATORS);
    }

    String equalKeys(String left, String right) {
        return Relation.equal(key, left, right);
    }

    String keyList() {
        return list("", key);
    }

    static String list(String prefix, Collection<String> columns) {
        return columns.stream().map(column -> prefix + quoted(column)).collect(joining(", "));
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
