package io.cryptodata.sinks.cleanup;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Rows of `indicators` as the fold writes them: for every hour of a market, one per timeframe.
final class IndicatorRows {
    private IndicatorRows() {}

    static List<IndicatorTable.Key> of(long marketHash, Collection<Long> hours) {
        List<IndicatorTable.Key> rows = new ArrayList<>();
        for (long hour : hours) {
            for (Timeframe timeframe : Timeframe.values()) {
                rows.add(new IndicatorTable.Key(LastId.of(marketHash, hour), timeframe));
            }
        }
        return rows;
    }

    /// The rows that must remain, by a naive reference: hourly rows, and the newest row of each market's buckets.
    static Set<IndicatorTable.Key> remaining(Collection<IndicatorTable.Key> rows) {
        Map<List<Object>, IndicatorTable.Key> newest = new HashMap<>();
        for (IndicatorTable.Key row : rows) {
            List<Object> bucket = List.of(LastId.hashIn(row.lastId()), row.timeframe(),
                    row.timeframe().floor(LastId.openTimeOf(row.lastId())));
            newest.merge(bucket, row, (one, other) -> one.lastId() > other.lastId() ? one : other);
        }
        return new HashSet<>(newest.values());
    }

    static void insert(DatabaseAccess database, Collection<IndicatorTable.Key> rows) {
        try (Connection connection = database.connect(); PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO indicators (last_id, timeframe, closed)
                SELECT *, false FROM unnest(?::bigint[], ?::text[])""")) {
            Array lastIds = connection.createArrayOf("bigint", rows.stream().map(IndicatorTable.Key::lastId).toArray());
            Array timeframes = connection.createArrayOf("text",
                    rows.stream().map(row -> row.timeframe().code()).toArray());
            statement.setArray(1, lastIds);
            statement.setArray(2, timeframes);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Set<IndicatorTable.Key> in(DatabaseAccess database) {
        return TestDatabase.rows(database, "SELECT last_id, timeframe FROM indicators").stream()
                .map(row -> row.split("\\|")).map(row -> new IndicatorTable.Key(Long.parseLong(row[0]),
                        Timeframe.ofCode(row[1])))
                .collect(Collectors.toSet());
    }
}
