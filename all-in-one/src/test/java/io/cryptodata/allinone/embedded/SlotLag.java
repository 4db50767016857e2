package io.cryptodata.allinone.embedded;

import io.cryptodata.sinks.deployment.OverridesSource;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// How far the confirmed position of a replication slot is behind the end of the log, in bytes and in time.
final class SlotLag {
    private static final String POSITIONS = """
            SELECT (pg_current_wal_lsn() - '0/0')::bigint || ' ' || (confirmed_flush_lsn - '0/0')::bigint
            FROM pg_replication_slots WHERE slot_name = '%s'""".formatted(OverridesSource.SLOT);

    private final StoredData database;
    /// when the log was first seen to end at a position
    private final TreeMap<Long, Long> ends = new TreeMap<>();
    private final long start;
    private long end;
    private long maxBytes;
    private Duration maxDelay = Duration.ZERO;

    private SlotLag(StoredData database, long start) {
        this.database = database;
        this.start = start;
    }

    static SlotLag of(StoredData database) throws SQLException {
        return new SlotLag(database, Long.parseLong(database.sql("SELECT (pg_current_wal_lsn() - '0/0')::bigint")));
    }

    /// Reads both positions.
    ///
    /// @return bytes written since the start
    long measure() throws SQLException {
        String[] positions = database.sql(POSITIONS).split(" ");
        end = Long.parseLong(positions[0]);
        ends.putIfAbsent(end, System.nanoTime());
        update(Long.parseLong(positions[1]));
        return end - start;
    }

    /// The slot is behind since the oldest unconfirmed end was seen.
    private void update(long confirmed) {
        maxBytes = Math.max(maxBytes, end - confirmed);
        Map.Entry<Long, Long> unconfirmed = ends.higherEntry(confirmed);
        if (unconfirmed != null) {
            Duration behind = Duration.ofNanos(System.nanoTime() - unconfirmed.getValue());
            maxDelay = behind.compareTo(maxDelay) > 0 ? behind : maxDelay;
            ends.headMap(confirmed, true).clear();
        }
    }

    /// Whether the confirmed position has reached the last measured end.
    boolean confirmedAll() {
        try {
            long confirmed = Long.parseLong(database.sql(POSITIONS).split(" ")[1]);
            update(confirmed);
            return confirmed >= end;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the slot", e);
        }
    }

    @Override
    public String toString() {
        return "the slot was at most %,d bytes and %.1f s behind".formatted(maxBytes, maxDelay.toMillis() / 1000.0);
    }
}
