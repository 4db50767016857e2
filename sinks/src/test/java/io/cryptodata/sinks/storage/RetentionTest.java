package io.cryptodata.sinks.storage;

import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.sinks.config.StorageConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.DatabaseTier;
import io.cryptodata.sinks.database.Migrations;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import io.cryptodata.sinks.refresh.Refreshes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Old rows are removed as configured, and the longer candles of removed hours stay as they are.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class RetentionTest {
    private static final List<String> OF_DAYS = List.of("d1_data", "d3_data", "w1_data", "m1_data");
    private static final List<String> OF_HOURS = List.of("h2_data", "h4_data", "h12_data");

    private final TestTier server;
    private final DatabaseAccess database;

    RetentionTest(TestTier server) {
        this.server = server;
        this.database = server.empty();
        Migrations.migrate(database, Duration.ZERO);
        insertHours("'BTC/USDT', 'ETH/USDT'", 200, 0);
        Refreshes.runPolicies(database);
        Refreshes.runRequested(database);
    }

    @Test
    void longer_candles_stay_when_their_hours_are_dropped_and_whatever_happens_afterwards() throws SQLException {
        Map<String, List<String>> before = candles("-infinity");
        retain(60);
        String keptFrom = keptFrom();
        assertThat(TestDatabase.rows(database, "SELECT count(*) FROM h1_data WHERE \"timestamp\" < '" + keptFrom + "'"))
                .containsExactly("0");
        assertThat(oldest("h1_data")).as("kept").isLessThan(TestDatabase.rows(database,
                "SELECT now() - interval '59 days'").getFirst());
        assertThat(candles("-infinity")).as("after the drop").isEqualTo(afterDrop(before, keptFrom));

        Refreshes.runPolicies(database);
        assertThat(candles("-infinity")).as("after the policies").isEqualTo(afterDrop(before, keptFrom));

        insertHours("'BTC/USDT'", 150, 149);
        TestDatabase.execute(database,
                "DELETE FROM h1_data WHERE asset = 'ETH/USDT' AND \"timestamp\" < '" + keptFrom + "'");
        Refreshes.runRequested(database);
        Refreshes.runPolicies(database);
        assertThat(candles("-infinity")).as("after late hours of that time")
                .isEqualTo(afterDropWithLate(before, keptFrom));

        retain(60);
        new Retention(database, StorageConfig.everything(), InstantSource.system()).run(() -> false);
        insertHours("'ETH/USDT'", 140, 139);
        Refreshes.runRequested(database);
        Refreshes.runPolicies(database);
        retain(60);
        assertThat(candles("-infinity")).as("after it was turned off and on").isEqualTo(afterDrop(before, keptFrom));
    }

    @Test
    void a_late_hour_after_the_dropped_ones_still_changes_its_candles() throws SQLException {
        retain(60);
        String keptFrom = keptFrom();
        TestDatabase.execute(database,
                "UPDATE h1_data SET high = 900, volume = 77, revision = 1 WHERE asset = 'BTC/USDT'"
                        + " AND \"timestamp\" = timestamptz '" + keptFrom + "' + interval '5 hours'");
        Refreshes.runRequested(database);
        for (String view : List.of("h2_data", "h4_data", "h12_data", "d1_data", "d3_data", "w1_data", "m1_data")) {
            assertThat(TestDatabase.rows(database, "SELECT count(*) FROM " + view + " WHERE high = 900")).as(view)
                    .containsExactly("1");
        }
    }

    @Test
    void hours_whose_candles_are_not_stored_are_not_dropped() {
        assumeTrue(server.tier() == DatabaseTier.COMMUNITY, "longer candles are stored with their hours on this tier");
        TestDatabase.execute(database, "TRUNCATE h1_data");
        DatabaseAccess unstored = server.migrated();
        insertHours(unstored, "'BTC/USDT'", 200, 0);
        assertThatThrownBy(() -> retention(unstored, 60).run(() -> false)).isInstanceOf(SQLException.class)
                .hasMessageContaining("are not dropped: h2_data is stored only until");
        assertThat(TestDatabase.rows(unstored, "SELECT count(*) > 4700 FROM h1_data")).containsExactly("t");
    }

    @Test
    void indicators_and_snapshots_are_removed_and_younger_ones_stay() throws SQLException {
        TestDatabase.execute(database,
                """
                        INSERT INTO indicators (last_id, timeframe, ema10, closed) SELECT last_id, '1h', close, true FROM h1_data;
                        INSERT INTO cg_data (coin_id, symbol, name, close, "timestamp")
                        SELECT 'coin', 'c', 'Coin', 1, hour FROM generate_series(now() - interval '200 days', now(), interval '1 day') AS hour""");
        new Retention(database, new StorageConfig(Optional.empty(), days(60), days(100), Optional.empty()),
                InstantSource.system()).run(() -> false);
        assertThat(TestDatabase.rows(database, """
                SELECT count(*) FILTER (WHERE i.last_id IS NULL AND "timestamp" > now() - interval '60 days'),
                       count(*) FILTER (WHERE i.last_id IS NOT NULL AND "timestamp" < now() - interval '92 days')
                FROM h1_data LEFT JOIN indicators AS i USING (last_id)""")).containsExactly("0|0");
        assertThat(TestDatabase.rows(database, """
                SELECT count(*) FILTER (WHERE "timestamp" > now() - interval '100 days'),
                       count(*) FILTER (WHERE "timestamp" < now() - interval '132 days') FROM cg_data"""))
                .containsExactly("100|0");
        assertThat(TestDatabase.rows(database, "SELECT table_name FROM dropped_rows ORDER BY 1"))
                .containsExactly("cg_data", "indicators");
        assertThat(TestDatabase.rows(database, "SELECT count(*) > 9500 FROM h1_data")).containsExactly("t");
    }

    @Test
    void earlier_versions_are_removed_with_their_rows() throws SQLException {
        TestDatabase.execute(database, """
                INSERT INTO h1_versions SELECT * FROM h1_data;
                INSERT INTO indicators (last_id, timeframe, closed) SELECT last_id, '1h', true FROM h1_data;
                INSERT INTO indicator_versions (last_id, timeframe, closed) SELECT last_id, '1h', true FROM h1_data""");
        new Retention(database, new StorageConfig(days(60), days(60), Optional.empty(), Optional.empty()),
                InstantSource.system()).run(() -> false);
        for (String table : List.of("h1_data", "indicators")) {
            String versions = table.equals("h1_data") ? "h1_versions" : "indicator_versions";
            assertThat(TestDatabase.rows(database,
                    """
                            SELECT count(*) > 0, count(*) - (SELECT count(*) FROM %1$s) FROM %2$s WHERE last_id >= (SELECT min(last_id) FROM %1$s)"""
                            .formatted(table, versions)))
                    .as(versions).containsExactly("t|0");
            assertThat(TestDatabase.rows(database, "SELECT count(*) < 9000 FROM " + versions)).containsExactly("t");
        }
    }

    @Test
    void candles_without_hours_are_not_moved_to_continuous_aggregates() throws SQLException {
        assumeTrue(server.tier() == DatabaseTier.COMMUNITY, "this server has no continuous aggregates");
        DatabaseAccess plain = server.empty();
        TestTier.installPlain(plain);
        insertHours(plain, "'BTC/USDT'", 100, 0);
        retention(plain, 60).run(() -> false);
        assertThatThrownBy(() -> Migrations.moveToTimescale(plain, Duration.ZERO)).isInstanceOf(SetupException.class)
                .hasMessageContaining("cannot be moved").hasMessageContaining("retention has removed their hours");
    }

    private void retain(int days) throws SQLException {
        retention(database, days).run(() -> false);
    }

    private static Retention retention(DatabaseAccess of, int days) {
        return new Retention(of,
                new StorageConfig(days(days), Optional.empty(), Optional.empty(), Optional.empty()),
                InstantSource.system());
    }

    private static Optional<Duration> days(int days) {
        return Optional.of(Duration.ofDays(days));
    }

    private String keptFrom() {
        return TestDatabase.rows(database, "SELECT hours_kept_from()").getFirst();
    }

    private String oldest(String relation) {
        return TestDatabase.rows(database, "SELECT min(\"timestamp\") FROM " + relation).getFirst();
    }

    private Map<String, List<String>> candles(String from) {
        Map<String, List<String>> candles = new TreeMap<>();
        for (List<String> views : List.of(OF_DAYS, OF_HOURS)) {
            for (String view : views) {
                candles.put(view, TestDatabase.rows(database, "SELECT \"timestamp\", * FROM " + view
                        + " WHERE \"timestamp\" >= '" + from + "' ORDER BY asset, exchange, \"timestamp\""));
            }
        }
        return candles;
    }

    /// Timeframes below a day are stored on the Community edition alone: elsewhere they end where the hours end.
    private Map<String, List<String>> afterDrop(Map<String, List<String>> before, String keptFrom) {
        Map<String, List<String>> after = new TreeMap<>(before);
        if (server.tier() != DatabaseTier.COMMUNITY) {
            OF_HOURS.forEach(view -> after.put(view,
                    requireNonNull(before.get(view)).stream().filter(row -> row.compareTo(keptFrom) >= 0).toList()));
        }
        return after;
    }

    /// There the views below a day show late hours that were not removed yet.
    private Map<String, List<String>> afterDropWithLate(Map<String, List<String>> before, String keptFrom) {
        Map<String, List<String>> after = afterDrop(before, keptFrom);
        if (server.tier() != DatabaseTier.COMMUNITY) {
            Map<String, List<String>> now = candles("-infinity");
            OF_HOURS.forEach(view -> after.put(view, now.get(view)));
        }
        return after;
    }

    private void insertHours(String assets, int fromDaysAgo, int toDaysAgo) {
        insertHours(database, assets, fromDaysAgo, toDaysAgo);
    }

    private static void insertHours(DatabaseAccess into, String assets, int fromDaysAgo, int toDaysAgo) {
        TestDatabase.execute(into,
                """
                        INSERT INTO h1_data (last_id, asset, exchange, "timestamp", open, high, low, close, volume, revision)
                        SELECT candle_id('binance', asset, hour), asset, 'binance', hour, 100, 130, 90, 100 + extract(hour FROM hour), 5, 0
                        FROM unnest(ARRAY[%s]) AS asset,
                             generate_series(date_trunc('hour', now() - interval '%d days'),
                                 date_trunc('hour', now() - interval '%d days' - interval '1 hour'), interval '1 hour') AS hour
                        ON CONFLICT DO NOTHING"""
                        .formatted(assets, fromDaysAgo, toDaysAgo));
    }
}
