package io.cryptodata.sinks.storage;

import io.cryptodata.sinks.config.StorageConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.refresh.AggregateRefresh;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Removes rows that are older than they are kept: chunks of hypertables, otherwise rows. Longer candles stay.
///
/// Hours under continuous aggregates are dropped a chunk at a time, and only after every candle of a day and less is stored
/// and equals its hours. From then on nothing refreshes the candles of that time any more, neither a policy nor
/// [AggregateRefresh], because their hours are gone; also when hours are kept for ever again.
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration STATEMENT_TIMEOUT = Duration.ofHours(1);

    private final DatabaseAccess database;
    private final StorageConfig config;
    private final InstantSource clock;

    Retention(DatabaseAccess database, StorageConfig config, InstantSource clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /// @param stopped checked before each transaction
    /// @throws SQLException if rows could not be removed, with the reason; they stay until the next run
    void run(BooleanSupplier stopped) throws SQLException {
        try (Connection connection = database.connect("cda retention", STATEMENT_TIMEOUT)) {
            AggregateRefresh.followRetention(connection);
            remove(connection, StoredTable.SNAPSHOTS, config.keepSnapshots(), stopped);
            remove(connection, StoredTable.INDICATORS, config.keepIndicators(), stopped);
            remove(connection, StoredTable.HOURS, config.keepHours(), stopped);
            removeVersions(connection, StoredTable.INDICATOR_VERSIONS, StoredTable.INDICATORS, stopped);
            removeVersions(connection, StoredTable.HOUR_VERSIONS, StoredTable.HOURS, stopped);
        }
    }

    /// Earlier versions go with their rows.
    private static void removeVersions(Connection connection, StoredTable versions, StoredTable of,
            BooleanSupplier stopped) throws SQLException {
        Instant keptFrom = of.keptFrom(connection);
        boolean deleted = keptFrom.isAfter(Instant.MIN);
        while (deleted && !stopped.getAsBoolean()) {
            deleted = versions.deleteSome(connection, keptFrom) > 0;
        }
    }

    private void remove(Connection connection, StoredTable table, Optional<Duration> keep, BooleanSupplier stopped)
            throws SQLException {
        if (keep.isEmpty()) {
            return;
        }
        Instant before = clock.instant().minus(keep.get()).truncatedTo(ChronoUnit.DAYS);
        if (table.isHypertable(connection)) {
            dropChunks(connection, table, before, stopped);
        } else {
            deleteRows(connection, table, before, stopped);
        }
    }

    private static void dropChunks(Connection connection, StoredTable table, Instant before, BooleanSupplier stopped)
            throws SQLException {
        boolean dropped = true;
        while (dropped && !stopped.getAsBoolean()) {
            Optional<StoredTable.Chunk> oldest = table.oldestChunkBefore(connection, before);
            dropped = oldest.isPresent() && drop(connection, table, oldest.get());
        }
    }

    /// @return false if the chunk cannot be dropped now, because candles are being refreshed
    private static boolean drop(Connection connection, StoredTable table, StoredTable.Chunk chunk)
            throws SQLException {
        boolean dropped = table == StoredTable.HOURS
                ? dropHours(connection, chunk)
                : dropRows(connection, table, chunk);
        if (dropped) {
            LOG.info("the rows of {} from {} to {} were dropped", table, chunk.start(), chunk.end());
        }
        return dropped;
    }

    private static boolean dropHours(Connection connection, StoredTable.Chunk chunk) throws SQLException {
        Instant keptFrom = StoredTable.HOURS.keptFrom(connection);
        if (chunk.end().isAfter(keptFrom)) {
            Instant start = chunk.start().isBefore(keptFrom) ? keptFrom : chunk.start();
            if (!AggregateRefresh.complete(connection, start, chunk.end())) {
                return false;
            }
            StoredTable.HOURS.recordDropped(connection, chunk.end());
            AggregateRefresh.followRetention(connection);
        }
        return AggregateRefresh.unlessRefreshing(connection,
                () -> StoredTable.HOURS.dropChunks(connection, chunk.end()));
    }

    private static boolean dropRows(Connection connection, StoredTable table, StoredTable.Chunk chunk)
            throws SQLException {
        table.recordDropped(connection, chunk.end());
        table.dropChunks(connection, chunk.end());
        return true;
    }

    private static void deleteRows(Connection connection, StoredTable table, Instant before, BooleanSupplier stopped)
            throws SQLException {
        table.recordDropped(connection, before);
        long deleted = 0;
        int some = 1;
        while (some > 0 && !stopped.getAsBoolean()) {
            some = table.deleteSome(connection, before);
            deleted += some;
        }
        if (deleted > 0) {
            LOG.info("{} rows of {} before {} were deleted", deleted, table, before);
        }
    }
}
