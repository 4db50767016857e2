package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.demo.StoredRows.Series;
import io.cryptodata.allinone.demo.StoredRows.SeriesRows;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Counts the rows in the database, with a new connection for each count, which tolerates a restart of the database.
final class StoredRowCounter {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRowCounter.class);
    private static final String CANDLES = "SELECT exchange || ':' || asset, count(*) FROM h1_data GROUP BY 1";
    private static final String INDICATORS = "SELECT last_id & " + LastId.HASH_MASK
            + ", timeframe, count(*), count(*) FILTER (WHERE closed), max(last_id) FROM indicators GROUP BY 1, 2";

    private final DatabaseAccess database;
    private final LongSupplier quarantined;

    StoredRowCounter(DatabaseAccess database, LongSupplier quarantined) {
        this.database = database;
        this.quarantined = quarantined;
    }

    /// The current counts; empty while the database does not respond.
    Optional<StoredRows> now() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return Optional.of(new StoredRows(candles(statement), indicators(statement), quarantined.getAsLong()));
        } catch (SQLException e) {
            LOG.warn("the database does not respond: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Map<String, Long> candles(Statement statement) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(CANDLES)) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }

    private static Map<Series, SeriesRows> indicators(Statement statement) throws SQLException {
        Map<Series, SeriesRows> series = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(INDICATORS)) {
            while (rows.next()) {
                series.put(new Series(rows.getLong(1), Timeframe.ofCode(rows.getString(2))),
                        new SeriesRows(rows.getLong(3), rows.getLong(4), rows.getLong(5)));
            }
        }
        return series;
    }
}
