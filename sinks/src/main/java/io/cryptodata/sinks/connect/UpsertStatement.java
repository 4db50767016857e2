package io.cryptodata.sinks.connect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import static java.util.stream.Collectors.joining;

/// One statement for any number of rows: an array per column, unnested by the server. An existing row is replaced unless
/// it is a newer version or equal.
final class UpsertStatement {
    private UpsertStatement() {}

    /// @param rows all with these columns, with distinct keys
    static void execute(Connection connection, TargetTable table, List<TargetColumn> columns, List<Row> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(table, columns))) {
            for (int index = 0; index < columns.size(); index++) {
                Object[] elements = new Object[rows.size()];
                for (int row = 0; row < elements.length; row++) {
                    elements[row] = rows.get(row).values()[index];
                }
                statement.setArray(index + 1,
                        connection.createArrayOf(columns.get(index).kind().arrayElement(), elements));
            }
            statement.executeUpdate();
        }
    }

    static String sql(TargetTable table, List<TargetColumn> columns) {
        String names = columns.stream().map(TargetColumn::quoted).collect(joining(", "));
        String values = columns.stream().map(column -> column.kind().expression("u." + column.quoted(), column.type()))
                .collect(joining(", "));
        String arrays = columns.stream().map(column -> "?::" + column.kind().arrayElement() + "[]")
                .collect(joining(", "));
        String key = columns.stream().filter(column -> table.key().contains(column.name())).map(TargetColumn::quoted)
                .collect(joining(", "));
        return "INSERT INTO " + table.name() + " AS t (" + names + ") SELECT " + values + " FROM unnest(" + arrays
                + ") AS u (" + names + ") ON CONFLICT (" + key + ") " + onConflict(table, columns);
    }

    private static String onConflict(TargetTable table, List<TargetColumn> columns) {
        List<TargetColumn> others = columns.stream().filter(column -> !table.key().contains(column.name())).toList();
        if (others.isEmpty()) {
            return "DO NOTHING";
        }
        String assignments = others.stream().map(column -> column.quoted() + " = excluded." + column.quoted())
                .collect(joining(", "));
        String guard = table.version().filter(others::contains)
                .map(column -> "excluded.%1$s >= t.%1$s AND ".formatted(column.quoted())).orElse("");
        return "DO UPDATE SET " + assignments + " WHERE " + guard
                + "(" + all("t.", others) + ") IS DISTINCT FROM (" + all("excluded.", others) + ")";
    }

    private static String all(String prefix, List<TargetColumn> columns) {
        return columns.stream().map(column -> prefix + column.quoted()).collect(joining(", "));
    }
}
