package io.cryptodata.allinone.embedded;

import io.cryptodata.sinks.deployment.OverridesSource;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// How far a replication slot's confirmed position is behind the end of the log: in bytes, and in time since the log ended
/// there.
final class SlotLag {
    private static final String POSITIONS = """
            SELECT (pg_current_wal_lsn() - '0/0')::bigint || ' ' || (confirmed_flush_lsn - '0/0')::bigint
            FROM pg_replication_slots WHERE slot_name = '%s'""".formatted(OverridesSource.SLOT);

    private final Written database;
    /// when the log ended where, as far as it was looked at
    private final TreeMap<Long, Long> ends = new TreeMap<>();
    private final long begin;
    private long end;
    private long mostBytes;
    private Duration longest = Duration.ZERO;

    private SlotLag(Written database, long begin) {
        this.database = database;
        this.begin = begin;
    }

    static SlotLag watching(Written database) throws SQLException {
        return new SlotLag(database, Long.parseLong(database.sql("SELECT (pg_current_wal_lsn() - '0/0')::bigint")));
    }

    /// Looks once.
    ///
    /// @return how much was written since the beginning
    long measure() throws SQLException {
        String[] positions = database.sql(POSITIONS).split(" ");
        end = Long.parseLong(positions[0]);
        ends.putIfAbsent(end, System.nanoTime());
        follow(Long.parseLong(positions[1]));
        return end - begin;
    }

    /// The oldest end that is not confirmed says for how long the slot has been behind.
    private void follow(long confirmed) {
        mostBytes = Math.max(mostBytes, end - confirmed);
        Map.Entry<Long, Long> unconfirmed = ends.higherEntry(confirmed);
        if (unconfirmed != null) {
            Duration behind = Duration.ofNanos(System.nanoTime() - unconfirmed.getValue());
            longest = behind.compareTo(longest) > 0 ? behind : longest;
            ends.headMap(confirmed, true).clear();
        }
    }

    /// Looks at the position only, until it has passed the end of what was measured.
    boolean confirmedAll() {
        try {
            long confirmed = Long.parseLong(database.sql(POSITIONS).split(" ")[1]);
            follow(confirmed);
            return confirmed >= end;
        } catch (SQLException e) {
            throw new IllegalStateException("the slot cannot be looked at", e);
        }
    }

    Duration longest() {
        return longest;
    }

    @Override
    public String toString() {
        return "the slot was at most %,d bytes and %.1f s behind".formatted(mostBytes, longest.toMillis() / 1000.0);
    }
}
