package io.cryptodata.sinks.cleanup;

import io.cryptodata.domain.calendar.Timeframe;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Keys of the table `indicators`, read from the newest to the oldest and deleted, a limited number at once. Uses nothing
/// that only one tier of PostgreSQL has.
record IndicatorTable(Connection connection) {
    /// Before every row in the table's order from new to old.
    static final Position NEWEST = new Position(Long.MAX_VALUE, "");

    private static final String OLDER = """
            SELECT last_id, timeframe FROM indicators
            WHERE last_id <= ? AND (last_id, timeframe) < (?, ?) AND timeframe <> '1h'
            ORDER BY last_id DESC, timeframe DESC LIMIT ?""";
    /// the bounds let a partitioned table leave out the partitions that hold none of the rows
    private static final String DELETE = """
            DELETE FROM indicators
            USING unnest(?::bigint[], ?::text[]) AS replaced (last_id, timeframe)
            WHERE indicators.last_id = replaced.last_id AND indicators.timeframe = replaced.timeframe
              AND indicators.last_id BETWEEN ? AND ?
            RETURNING indicators.timeframe""";

    /// Where reading goes on.
    record Position(long lastId, String timeframe) {
        static Position of(IndicatorKey row) {
            return new Position(row.lastId(), row.timeframe().code());
        }
    }

    /// The next rows of the longer timeframes; empty at the end of the table.
    List<IndicatorKey> olderThan(Position position, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OLDER)) {
            statement.setLong(1, position.lastId());
            statement.setLong(2, position.lastId());
            statement.setString(3, position.timeframe());
            statement.setInt(4, most);
            List<IndicatorKey> rows = new ArrayList<>(most);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(new IndicatorKey(found.getLong(1), Timeframe.ofCode(found.getString(2))));
                }
            }
            return rows;
        }
    }

    /// Deletes what is there of these rows, in one transaction.
    ///
    /// @param rows from the newest to the oldest, at least one
    /// @return the timeframes of the rows that were deleted
    List<Timeframe> delete(List<IndicatorKey> rows) throws SQLException {
        Array lastIds = connection.createArrayOf("bigint", rows.stream().map(IndicatorKey::lastId).toArray());
        Array timeframes = connection.createArrayOf("text",
                rows.stream().map(row -> row.timeframe().code()).toArray());
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, lastIds);
            statement.setArray(2, timeframes);
            statement.setLong(3, rows.getLast().lastId());
            statement.setLong(4, rows.getFirst().lastId());
            List<Timeframe> deleted = new ArrayList<>(rows.size());
            try (ResultSet gone = statement.executeQuery()) {
                while (gone.next()) {
                    deleted.add(Timeframe.ofCode(gone.getString(1)));
                }
            }
            return deleted;
        } finally {
            lastIds.free();
            timeframes.free();
        }
    }
}
