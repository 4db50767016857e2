package io.cryptodata.sinks.connect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import static java.util.stream.Collectors.joining;

/// Upserts the rows of the temporary table. An existing row is replaced unless it is a newer version or equal; an equal one
/// that was known earlier moves `known_at` back.
final class UpsertStatement {
    private UpsertStatement() {}

    /// @param columns of all rows, which have distinct keys
    static void execute(Connection connection, TargetTable table, List<TargetColumn> columns) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(table, columns))) {
            statement.executeUpdate();
        }
    }

    static String sql(TargetTable table, List<TargetColumn> columns) {
        String names = all("", columns);
        String key = columns.stream().filter(column -> table.key().contains(column.name())).map(TargetColumn::quoted)
                .collect(joining(", "));
        return "INSERT INTO " + table.name() + " AS t (" + names + ") SELECT " + names + " FROM "
                + Staging.TABLE + " ON CONFLICT (" + key + ") " + onConflict(table, columns);
    }

    private static String onConflict(TargetTable table, List<TargetColumn> columns) {
        List<TargetColumn> others = columns.stream().filter(column -> !table.key().contains(column.name())).toList();
        if (others.isEmpty()) {
            return "DO NOTHING";
        }
        Optional<TargetColumn> knownAt = table.knownAt().filter(others::contains);
        List<TargetColumn> values = others.stream().filter(column -> knownAt.filter(column::equals).isEmpty()).toList();
        String assignments = values.stream().map(column -> column.quoted() + " = excluded." + column.quoted())
                .collect(joining(", "));
        String guard = table.version().filter(others::contains)
                .map(column -> "excluded.%1$s >= t.%1$s AND ".formatted(column.quoted())).orElse("");
        String differs = "(" + all("t.", values) + ") IS DISTINCT FROM (" + all("excluded.", values) + ")";
        return knownAt.map(column -> "DO UPDATE SET " + assignments + ", " + knownAt(column.quoted(), guard, differs))
                .orElseGet(() -> "DO UPDATE SET " + assignments + " WHERE " + guard + differs);
    }

    /// Assignment and condition where a row has a time: an equal row keeps the earlier one; without a version column another
    /// row replaces it only if it became known later.
    private static String knownAt(String column, String guard, String differs) {
        String order = guard.isEmpty() ? "(excluded.%1$s >= t.%1$s) IS NOT FALSE" : "true";
        return (column + " = CASE WHEN " + differs + " THEN excluded.%1$s ELSE least(t.%1$s, excluded.%1$s) END WHERE "
                + guard + "CASE WHEN " + differs + " THEN " + order
                + " ELSE excluded.%1$s < t.%1$s OR t.%1$s IS NULL AND excluded.%1$s IS NOT NULL END").formatted(column);
    }

    private static String all(String prefix, List<TargetColumn> columns) {
        return columns.stream().map(column -> prefix + column.quoted()).collect(joining(", "));
    }
}
