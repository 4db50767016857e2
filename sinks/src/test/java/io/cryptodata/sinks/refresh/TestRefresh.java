package io.cryptodata.sinks.refresh;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.LongerCandles;
import io.cryptodata.sinks.database.TestDatabase;

import java.sql.SQLException;

/// What the policies and the sinks process do with continuous aggregates, at once.
public final class TestRefresh {
    private TestRefresh() {}

    /// Stores all longer candles, as the policies do.
    public static void storeAll(DatabaseAccess database) {
        for (Timeframe timeframe : Timeframe.LONGER) {
            TestDatabase.execute(database, "CALL refresh_continuous_aggregate('%s', NULL, '2100-01-01')"
                    .formatted(LongerCandles.viewOf(timeframe)));
        }
    }

    /// Refreshes what was requested.
    public static void runRequested(DatabaseAccess database) throws SQLException {
        new AggregateRefresh(database).run();
    }
}
