package io.cryptodata.sinks.projection;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.deployment.SinkTable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One table with its topic and its sink.
record Rig(DatabaseAccess database, SinkTable table, TopicInMemory topic, SinkInMemory sink) implements AutoCloseable {
    /// more than any test damages
    private static final int ALL = 10_000;

    /// A table that the sink has written.
    static Rig written(DatabaseAccess database, SinkTable table, RandomRecords records, int hours) {
        TopicInMemory topic = records.topic(table, hours);
        Rig rig = new Rig(database, table, topic, new SinkInMemory(table, database));
        rig.sink.write(topic);
        return rig;
    }

    VerifiedTable verify() throws SQLException {
        return verify(_ -> sink.position(), Duration.ZERO);
    }

    VerifiedTable verify(SinkPositions positions, Duration limit) throws SQLException {
        return new StoreVerification(database, _ -> topic, TopicInMemory::schemaOf, positions, limit,
                StagingProgress.none()).run(table, ALL);
    }

    RebuiltTable rebuild(TableRebuild.Absent absent) throws SQLException {
        return rebuild(absent, StagingProgress.none());
    }

    RebuiltTable rebuild(TableRebuild.Absent absent, StagingProgress progress) throws SQLException {
        return new TableRebuild(database, _ -> topic, TopicInMemory::schemaOf, progress).run(table, absent);
    }

    /// Deletes, changes and invents rows.
    ///
    /// @return one line per row, as [#found] has them
    Set<String> damage(long seed, int rows) {
        Set<String> damaged = new TreeSet<>();
        String key = String.join(" || ' ' || ", keyColumns().stream().map("t.\"%s\"::text"::formatted).toList());
        // the cleanup may remove other rows of indicators
        String chosen = "SELECT ctid FROM %s AS t WHERE %s ORDER BY md5(%s || '%d') LIMIT %d".formatted(table.table(),
                isOf("indicators") ? "timeframe = '1h'" : "true", key, seed, rows);
        TestDatabase.rows(database, "DELETE FROM %1$s AS t WHERE (tableoid, ctid) IN (%2$s) RETURNING %3$s"
                .formatted(table.table(), chosen.replace("SELECT ctid", "SELECT tableoid, ctid"), key))
                .forEach(row -> damaged.add("missing " + row));
        TestDatabase.rows(database, "UPDATE %1$s AS t SET %2$s WHERE (tableoid, ctid) IN (%3$s) RETURNING %4$s"
                .formatted(table.table(), change(), chosen.replace("SELECT ctid", "SELECT tableoid, ctid"), key))
                .forEach(row -> damaged.add("different " + row));
        TestDatabase.rows(database, invention().formatted(rows) + " RETURNING " + key)
                .forEach(row -> damaged.add("extra " + row));
        return damaged;
    }

    Set<String> found(VerifiedTable verified) {
        Set<String> found = new TreeSet<>();
        for (VerifiedTable.Row row : verified.first()) {
            List<String> key = new ArrayList<>(row.key().values());
            found.add(row.kind() + " " + String.join(" ", key.subList(0, keyColumns().size())));
        }
        return found;
    }

    private boolean isOf(String name) {
        return table.table().equals(name);
    }

    private List<String> keyColumns() {
        return switch (table.table()) {
            case "h1_data" -> List.of("asset", "exchange", "timestamp");
            case "indicators" -> List.of("last_id", "timeframe");
            case "asset_listing" -> List.of("asset", "exchange");
            case "cg_data" -> List.of("coin_id", "timestamp");
            case "logs" -> List.of("process", "started_at");
            case "completeness", "universe" -> List.of("exchange", "asset");
            default -> throw new IllegalArgumentException(table.table());
        };
    }

    private String change() {
        return switch (table.table()) {
            case "h1_data" -> "volume = volume + 1";
            case "indicators" -> "closed = NOT closed, ema10 = coalesce(ema10, 0) + 1";
            case "asset_listing" -> "status_history = '[]'";
            case "cg_data" -> "close = coalesce(close, 0) + 1e-18";
            case "logs" -> "counts = counts || '{\"c\": 1}'";
            case "completeness" -> "present = present + 1";
            case "universe" -> "tracked = NOT tracked";
            default -> throw new IllegalArgumentException(table.table());
        };
    }

    private String invention() {
        return switch (table.table()) {
            case "h1_data" -> """
                    INSERT INTO h1_data AS t (last_id, asset, exchange, "timestamp", open, high, low, close, volume)
                    SELECT last_id, asset, 'gate', "timestamp", open, high, low, close, volume FROM h1_data
                    ORDER BY last_id LIMIT %d""";
            case "indicators" -> """
                    INSERT INTO indicators AS t (last_id, timeframe, closed)
                    SELECT last_id + 1, timeframe, true FROM indicators ORDER BY last_id, timeframe LIMIT %d""";
            case "asset_listing" -> """
                    INSERT INTO asset_listing AS t (asset, exchange, "timestamp", status, first_seen, last_seen)
                    SELECT 'FAKE' || n, 'gate', now(), 'TRADING', now(), now() FROM generate_series(1, %d) AS n""";
            case "cg_data" -> """
                    INSERT INTO cg_data AS t (coin_id, symbol, name, "timestamp")
                    SELECT 'fake' || n, 's', 'n', now() FROM generate_series(1, %d) AS n""";
            case "logs" ->
                """
                        INSERT INTO logs AS t (process, started_at) SELECT 'fake' || n, now() FROM generate_series(1, %d) AS n""";
            case "completeness" ->
                """
                        INSERT INTO completeness AS t (exchange, asset, present, quarantined, missing, confirmed_empty, state, updated_at)
                        SELECT 'gate', 'FAKE' || n, 0, 0, '[]', '[]', 'LIVE', now() FROM generate_series(1, %d) AS n""";
            case "universe" ->
                """
                        INSERT INTO universe AS t (exchange, asset, venue_symbol, tracked, reason, status, venue_status, tracked_history, updated_at)
                        SELECT 'gate', 'FAKE' || n, '', true, '', 'TRADING', '', '[]', now() FROM generate_series(1, %d) AS n""";
            default -> throw new IllegalArgumentException(table.table());
        };
    }

    @Override
    public void close() {
        sink.close();
    }
}
