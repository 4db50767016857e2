package io.cryptodata.sinks.storage;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.DatabaseTier;
import io.cryptodata.sinks.database.LongerCandles;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import io.cryptodata.sinks.refresh.Refreshes;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Compressed hours take every write that uncompressed ones take, and the longer candles follow.
class ColumnstoreTest {
    private static final Optional<Duration> AFTER_60_DAYS = Optional.of(Duration.ofDays(60));
    private static final int MARKETS = 60;

    @Test
    void revised_late_and_deleted_hours_in_compressed_chunks_are_in_every_candle() throws SQLException {
        DatabaseAccess database = community();
        compressed(database);

        upsert(database, "BTC", 100, 99, 900);
        upsert(database, "NEW", 130, 80, 70);
        TestDatabase.execute(database,
                "UPDATE h1_data SET low = 1 WHERE asset = 'C7/USDT' AND \"timestamp\" < now() - interval '90 days'");
        TestDatabase.execute(database,
                "DELETE FROM h1_data WHERE asset = 'C8/USDT' AND \"timestamp\" < now() - interval '85 days'");
        assertThat(TestDatabase.rows(database,
                "SELECT asset, exchange, \"timestamp\" FROM h1_data GROUP BY 1, 2, 3 HAVING count(*) > 1"))
                .isEmpty();
        assertThat(TestDatabase.rows(database,
                "SELECT count(*) FROM h1_data WHERE asset = 'C8/USDT' AND \"timestamp\" < now() - interval '85 days'"))
                .containsExactly("0");
        assertThat(LongerCandles.differences(database)).as("before the refresh").isNotEmpty();
        Refreshes.runRequested(database);
        assertThat(LongerCandles.differences(database)).isEmpty();
        assertThat(TestDatabase.rows(database, "SELECT count(*) FROM latest_h1_data"))
                .containsExactly(Integer.toString(MARKETS + 2));
    }

    @Test
    void one_transaction_revises_more_rows_than_the_default_limit_of_the_server() throws SQLException {
        DatabaseAccess database = community();
        compressed(database);
        TestDatabase.execute(database,
                """
                        INSERT INTO h1_data AS t (last_id, asset, exchange, "timestamp", open, high, low, close, volume, revision)
                        SELECT last_id, asset, exchange, "timestamp", open, high + 1, low, close, volume, revision + 1 FROM h1_data
                        WHERE "timestamp" < now() - interval '60 days'
                        ON CONFLICT (asset, exchange, "timestamp") DO UPDATE SET high = excluded.high, revision = excluded.revision
                        WHERE excluded.revision >= t.revision""");
        assertThat(TestDatabase.rows(database, "SELECT count(*) > 100000 FROM h1_data WHERE revision = 1"))
                .containsExactly("t");
        Refreshes.runRequested(database);
        assertThat(LongerCandles.differences(database)).isEmpty();
    }

    @Test
    void turned_off_it_moves_every_chunk_back() throws SQLException {
        DatabaseAccess database = community();
        insert(database, "'BTC/USDT'");
        compress(database);
        List<String> hours = TestDatabase.rows(database, "SELECT * FROM h1_data ORDER BY \"timestamp\"");
        new Columnstore(database, Optional.empty()).apply(() -> false);
        assertThat(compressedChunks(database)).isEqualTo("0");
        assertThat(TestDatabase.rows(database,
                "SELECT 1 FROM timescaledb_information.jobs WHERE config ? 'compress_after'"))
                .isEmpty();
        assertThat(TestDatabase.rows(database, "SELECT * FROM h1_data ORDER BY \"timestamp\"")).isEqualTo(hours);
    }

    @Test
    void elsewhere_it_is_refused_and_nothing_happens_without_it() throws SQLException {
        DatabaseAccess plain = TestDatabase.migrated();
        new Columnstore(plain, Optional.empty()).apply(() -> false);
        assertThatThrownBy(() -> new Columnstore(plain, AFTER_60_DAYS).apply(() -> false))
                .isInstanceOf(SQLException.class).hasMessageContaining("needs TimescaleDB Community");
    }

    private static DatabaseAccess community() {
        Optional<TestTier> community = TestTier.present().stream()
                .filter(each -> each.tier() == DatabaseTier.COMMUNITY).findFirst();
        assumeTrue(community.isPresent(), "CDA_TEST_DATABASE_URL names no server with TimescaleDB Community");
        return community.orElseThrow().migrated();
    }

    /// Stored candles of 130 days, whose hours of more than two months ago are compressed.
    private static void compressed(DatabaseAccess database) throws SQLException {
        insert(database, "'BTC/USDT'");
        TestDatabase.execute(database,
                """
                        INSERT INTO h1_data (last_id, asset, exchange, "timestamp", open, high, low, close, volume, revision)
                        SELECT candle_id('binance', 'C' || n || '/USDT', "timestamp"), 'C' || n || '/USDT', exchange, "timestamp", open, high, low, close, volume, revision
                        FROM h1_data CROSS JOIN generate_series(1, %d) AS n"""
                        .formatted(MARKETS));
        Refreshes.storeAll(database);
        compress(database);
        TestDatabase.execute(database, "TRUNCATE candle_refreshes");
    }

    private static void compress(DatabaseAccess database) throws SQLException {
        new Columnstore(database, AFTER_60_DAYS).apply(() -> false);
        new Columnstore(database, AFTER_60_DAYS).apply(() -> false);
        for (String job : TestDatabase.rows(database,
                "SELECT job_id FROM timescaledb_information.jobs WHERE config ? 'compress_after'")) {
            TestDatabase.execute(database, "CALL run_job(" + job + ")");
        }
        assertThat(Integer.parseInt(compressedChunks(database))).isPositive();
    }

    private static String compressedChunks(DatabaseAccess database) {
        return TestDatabase.rows(database, "SELECT count(*) FROM timescaledb_information.chunks "
                + "WHERE hypertable_name = 'h1_data' AND is_compressed").getFirst();
    }

    private static void insert(DatabaseAccess database, String assets) {
        hours(database, assets, 130, 0, 130, "NOTHING");
    }

    private static void upsert(DatabaseAccess database, String base, int fromDaysAgo, int toDaysAgo, int high) {
        hours(database, "'" + base + "/USDT'", fromDaysAgo, toDaysAgo, Math.max(high, 130),
                "UPDATE SET high = excluded.high, revision = t.revision + 1");
    }

    private static void hours(DatabaseAccess database, String assets, int fromDaysAgo, int toDaysAgo, int high,
            String onConflict) {
        TestDatabase.execute(database,
                """
                        INSERT INTO h1_data AS t (last_id, asset, exchange, "timestamp", open, high, low, close, volume, revision)
                        SELECT candle_id('binance', asset, hour), asset, 'binance', hour, 100, %d, 90, 100 + extract(hour FROM hour), 5, 0
                        FROM unnest(ARRAY[%s]) AS asset,
                             generate_series(date_trunc('hour', now() - interval '%d days'),
                                 date_trunc('hour', now() - interval '%d days' - interval '1 hour'), interval '1 hour') AS hour
                        ON CONFLICT (asset, exchange, "timestamp") DO %s"""
                        .formatted(high, assets, fromDaysAgo, toDaysAgo,
                                onConflict));
    }
}
