package io.cryptodata.sinks.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// A large table whose old rows can be removed.
enum StoredTable {
    HOURS("h1_data", "\"timestamp\"", "?::timestamptz"), INDICATORS("indicators", "last_id",
            "floor(extract(epoch FROM ?::timestamptz) / 3600)::bigint << 43"), SNAPSHOTS("cg_data", "\"timestamp\"",
                    "?::timestamptz"), HOUR_VERSIONS("h1_versions", HOURS.column,
                            HOURS.bound), INDICATOR_VERSIONS("indicator_versions", INDICATORS.column, INDICATORS.bound);

    private static final int ROWS_AT_ONCE = 20_000;
    private static final String HAS_HYPERTABLES = "SELECT to_regclass('timescaledb_information.hypertables') IS NOT NULL";
    private static final String IS_HYPERTABLE = """
            SELECT EXISTS (SELECT FROM timescaledb_information.hypertables
                           WHERE hypertable_schema = 'public' AND hypertable_name = ?)""";
    private static final String OLDEST_CHUNK = """
            SELECT oldest, newest FROM (
                SELECT coalesce(range_start, to_timestamp((range_start_integer >> 43) * 3600)) AS oldest,
                       coalesce(range_end, to_timestamp((range_end_integer >> 43) * 3600)) AS newest
                FROM timescaledb_information.chunks
                WHERE hypertable_schema = 'public' AND hypertable_name = ?) AS chunk
            WHERE newest <= ? ORDER BY oldest LIMIT 1""";
    private static final String DROPPED_BEFORE = "SELECT dropped_before FROM dropped_rows WHERE table_name = ?";
    private static final String RECORD = """
            INSERT INTO dropped_rows AS known (table_name, dropped_before) VALUES (?, ?)
            ON CONFLICT (table_name) DO UPDATE SET dropped_before = excluded.dropped_before, dropped_at = now()
            WHERE excluded.dropped_before > known.dropped_before""";

    private final String table;
    private final String column;
    /// a time as a value of the column
    private final String bound;

    StoredTable(String table, String column, String bound) {
        this.table = table;
        this.column = column;
        this.bound = bound;
    }

    /// A part of a hypertable.
    ///
    /// @param end exclusive
    record Chunk(Instant start, Instant end) {}

    boolean isHypertable(Connection connection) throws SQLException {
        try (PreparedStatement has = connection.prepareStatement(HAS_HYPERTABLES);
                ResultSet row = has.executeQuery()) {
            if (!row.next() || !row.getBoolean(1)) {
                return false;
            }
        }
        try (PreparedStatement is = connection.prepareStatement(IS_HYPERTABLE)) {
            is.setString(1, table);
            try (ResultSet row = is.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /// The oldest chunk of this hypertable that ends before a time.
    Optional<Chunk> oldestChunkBefore(Connection connection, Instant time) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OLDEST_CHUNK)) {
            statement.setString(1, table);
            statement.setObject(2, utc(time));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(new Chunk(instant(row, 1), instant(row, 2))) : Optional.empty();
            }
        }
    }

    /// Where rows were removed before; [Instant#MIN] if none were.
    Instant keptFrom(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DROPPED_BEFORE)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? instant(row, 1) : Instant.MIN;
            }
        }
    }

    /// Records that earlier rows are removed. Before they are: from then on they change no longer candle.
    void recordDropped(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
            statement.setString(1, table);
            statement.setObject(2, utc(before));
            statement.executeUpdate();
        }
    }

    /// Drops the chunks of this hypertable that end before a time.
    void dropChunks(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT drop_chunks('public." + table + "', older_than => " + bound + ")")) {
            statement.setObject(1, utc(before));
            statement.execute();
        }
    }

    /// Deletes some thousand rows of earlier times in one transaction.
    ///
    /// @return how many; 0 if there are no more
    int deleteSome(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM %1$s WHERE %2$s < %3$s ORDER BY %2$s LIMIT %4$d))""".formatted(table, column,
                bound, ROWS_AT_ONCE))) {
            statement.setObject(1, utc(before));
            return statement.executeUpdate();
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
