package io.cryptodata.sinks.refresh;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.sinks.database.DatabaseAccess;

import java.sql.SQLException;
import java.time.Duration;

/// Refreshes the longer candles of late hours soon after they arrived. Does nothing on a database without continuous
/// aggregates.
public final class RefreshTask implements AutoCloseable {
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(15);

    private final DatabaseAccess database;
    private final AggregateRefresh refresh;
    private final Loop loop = Loop.every(CHECK_INTERVAL, "candle-refresh", this::step).onPlatformThread();

    /// @param database with the login of the owner of the continuous aggregates
    public RefreshTask(DatabaseAccess database) {
        this.database = database;
        this.refresh = new AggregateRefresh(database);
    }

    public void start() {
        loop.start(CHECK_INTERVAL);
    }

    private void step() throws SQLException {
        try {
            refresh.runIfDue();
        } catch (SQLException e) {
            throw database.ofOwner(e);
        }
    }

    /// Degraded while refreshes fail: longer candles then lack late hours.
    public Health health() {
        return loop.health();
    }

    @Override
    public void close() {
        loop.close();
    }
}
