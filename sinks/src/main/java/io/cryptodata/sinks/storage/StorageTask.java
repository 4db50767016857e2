package io.cryptodata.sinks.storage;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.sinks.config.StorageConfig;
import io.cryptodata.sinks.database.DatabaseAccess;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/// Applies the configured retention and columnstore, at the start and every hour.
public final class StorageTask implements AutoCloseable {
    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final DatabaseAccess database;
    private final Retention retention;
    private final Columnstore columnstore;
    private final Loop loop = Loop.every(INTERVAL, "storage", this::step).onPlatformThread()
            .closingWithin(CLOSE_TIMEOUT);

    /// @param database with the login of the owner, where retention drops chunks or hours are compressed
    public StorageTask(DatabaseAccess database, StorageConfig config) {
        this.database = database;
        retention = new Retention(database, config, InstantSource.system());
        columnstore = new Columnstore(database, config.columnstoreAfter());
    }

    public void start() {
        loop.start(FIRST);
    }

    void step() throws SQLException {
        try {
            columnstore.apply(loop::isClosing);
            retention.run(loop::isClosing);
        } catch (SQLException e) {
            throw database.ofOwner(e);
        }
    }

    /// Degraded while rows cannot be removed or compressed.
    public Health health() {
        return loop.health();
    }

    @Override
    public void close() {
        loop.close();
    }
}
