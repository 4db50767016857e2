package io.cryptodata.sinks.connect;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Bounds of the ordered key columns of some rows. They let a partitioned table skip the partitions that hold none of the
/// rows.
///
/// @param bounds lower and upper bound of each column in turn, encoded
record KeyRange(List<Long> bounds) {
    KeyRange {
        bounds = List.copyOf(bounds);
    }

    static KeyRange of(TargetTable table, List<Row> rows) {
        List<Long> bounds = new ArrayList<>();
        for (int index = 0; index < table.key().size(); index++) {
            if (table.column(table.key().get(index)).kind().isOrdered()) {
                int position = index;
                bounds.add(rows.stream().mapToLong(row -> (Long) row.key().get(position)).min().orElseThrow());
                bounds.add(rows.stream().mapToLong(row -> (Long) row.key().get(position)).max().orElseThrow());
            }
        }
        return new KeyRange(bounds);
    }

    /// The condition, with a parameter per bound.
    static String sql(TargetTable table, String alias) {
        return table.key().stream().map(table::column).filter(column -> column.kind().isOrdered())
                .map(column -> alias + "." + column.quoted() + " BETWEEN " + column.kind().fromOrder("?::int8")
                        + " AND "
                        + column.kind().fromOrder("?::int8"))
                .reduce((left, right) -> left + " AND " + right).orElse("true");
    }

    /// @param first number of the first parameter
    /// @return number of the next parameter
    int bind(PreparedStatement statement, int first) throws SQLException {
        for (int index = 0; index < bounds.size(); index++) {
            statement.setLong(first + index, bounds.get(index));
        }
        return first + bounds.size();
    }
}
