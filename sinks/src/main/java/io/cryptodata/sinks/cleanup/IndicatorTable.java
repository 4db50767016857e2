package io.cryptodata.sinks.cleanup;

import io.cryptodata.domain.calendar.Timeframe;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Keys of the table `indicators`, read from the newest to the oldest and deleted, a limited number per statement. Uses
/// nothing that is particular to a tier of PostgreSQL.
record IndicatorTable(Connection connection) {
    /// Where reading starts: before the newest row.
    static final Key NEWEST = new Key(Long.MAX_VALUE, Timeframe.H1);

    private static final String OLDER = """
            SELECT last_id, timeframe FROM indicators
            WHERE last_id <= ? AND (last_id, timeframe) < (?, ?) AND timeframe <> '1h'
            ORDER BY last_id DESC, timeframe DESC LIMIT ?""";
    /// the bounds let a partitioned table skip the partitions that hold none of the rows
    private static final String DELETE = """
            WITH replaced AS (SELECT * FROM unnest(?::bigint[], ?::text[]) AS r (last_id, timeframe)),
            versions AS (
                DELETE FROM indicator_versions AS v USING replaced
                WHERE v.last_id = replaced.last_id AND v.timeframe = replaced.timeframe)
            DELETE FROM indicators USING replaced
            WHERE indicators.last_id = replaced.last_id AND indicators.timeframe = replaced.timeframe
              AND indicators.last_id BETWEEN ? AND ?
            RETURNING indicators.timeframe""";

    /// The key of a row.
    ///
    /// @param lastId of the hourly candle that the row was computed with
    record Key(long lastId, Timeframe timeframe) {}

    /// The rows of the longer timeframes that follow a position; empty at the end of the table.
    List<Key> olderThan(Key position, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OLDER)) {
            statement.setLong(1, position.lastId());
            statement.setLong(2, position.lastId());
            statement.setString(3, position.timeframe().code());
            statement.setInt(4, limit);
            List<Key> rows = new ArrayList<>(limit);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(new Key(found.getLong(1), Timeframe.ofCode(found.getString(2))));
                }
            }
            return rows;
        }
    }

    /// Deletes those of the rows that exist, and their earlier versions, in one transaction.
    ///
    /// @param rows from the newest to the oldest, at least one
    /// @return the timeframes of the rows that were deleted
    List<Timeframe> delete(List<Key> rows) throws SQLException {
        Array lastIds = connection.createArrayOf("bigint", rows.stream().map(Key::lastId).toArray());
        Array timeframes = connection.createArrayOf("text",
                rows.stream().map(row -> row.timeframe().code()).toArray());
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, lastIds);
            statement.setArray(2, timeframes);
            statement.setLong(3, rows.getLast().lastId());
            statement.setLong(4, rows.getFirst().lastId());
            List<Timeframe> deleted = new ArrayList<>(rows.size());
            try (ResultSet returned = statement.executeQuery()) {
                while (returned.next()) {
                    deleted.add(Timeframe.ofCode(returned.getString(1)));
                }
            }
            return deleted;
        } finally {
            lastIds.free();
            timeframes.free();
        }
    }
}
