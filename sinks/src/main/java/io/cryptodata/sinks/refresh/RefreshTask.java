package io.cryptodata.sinks.refresh;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.sinks.database.DatabaseAccess;

import java.time.Duration;

/// Refreshes the longer candles of late hours soon after they arrived. Does nothing on a database without continuous
/// aggregates.
public final class RefreshTask implements AutoCloseable {
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(15);

    private final Loop loop;

    public RefreshTask(DatabaseAccess database) {
        AggregateRefresh refresh = new AggregateRefresh(database);
        loop = Loop.every(CHECK_INTERVAL, "candle-refresh", refresh::runIfDue).onPlatformThread();
    }

    public void start() {
        loop.start(CHECK_INTERVAL);
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
