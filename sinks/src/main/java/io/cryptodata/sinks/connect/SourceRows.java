package io.cryptodata.sinks.connect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import static java.util.stream.Collectors.joining;

/// Rows as the source of a statement: an array per column, unnested by the server.
///
/// @param columns of all rows
record SourceRows(Connection connection, List<TargetColumn> columns, List<Row> rows) {
    SourceRows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// A subquery with the columns, converted to their types, and `place`: the number of the row, from 1.
    static String sql(List<TargetColumn> columns) {
        String arrays = columns.stream().map(column -> "?::" + column.kind().arrayElement() + "[]")
                .collect(joining(", "));
        String values = columns.stream().map(
                column -> column.kind().expression("u." + column.quoted(), column.type()) + " AS " + column.quoted())
                .collect(joining(", "));
        String names = columns.stream().map(TargetColumn::quoted).collect(joining(", "));
        return "(SELECT " + values + ", u.place FROM unnest(" + arrays + ") WITH ORDINALITY AS u (" + names
                + ", place))";
    }

    /// Sets the arrays.
    ///
    /// @param first number of the first parameter
    /// @return number of the next parameter
    int bind(PreparedStatement statement, int first) throws SQLException {
        for (int index = 0; index < columns.size(); index++) {
            Object[] elements = new Object[rows.size()];
            for (int row = 0; row < elements.length; row++) {
                elements[row] = rows.get(row).values()[index];
            }
            statement.setArray(first + index,
                    connection.createArrayOf(columns.get(index).kind().arrayElement(), elements));
        }
        return first + columns.size();
    }
}
