package io.cryptodata.sinks.database;

import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import io.cryptodata.service.lifecycle.SetupException;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MigrationsTest {
    @Test
    void a_second_run_changes_nothing() {
        DatabaseAccess database = TestDatabase.empty();
        Migrations.Migrated first = Migrations.migrate(database, Duration.ZERO);
        Migrations.Migrated second = Migrations.migrate(database, Duration.ZERO);
        assertThat(first.applied()).isPositive();
        assertThat(second.applied()).isZero();
        assertThat(second.version()).isEqualTo(first.version());
    }

    @Test
    void check_names_pending_migrations_and_nothing_after_migrating() {
        DatabaseAccess database = TestDatabase.empty();
        assertThat(check(database)).isNotEmpty().allMatch(problem -> problem.contains("./cda migrate"));
        Migrations.migrate(database, Duration.ZERO);
        assertThat(check(database)).isEmpty();
    }

    @Test
    void an_unavailable_database_is_awaited_up_to_the_timeout_and_then_named_in_one_sentence() {
        DatabaseAccess nowhere = new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/cryptodata", "postgres", "secret!");
        assertThatThrownBy(() -> Migrations.migrate(nowhere, Duration.ofMillis(700)))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("127.0.0.1:1/cryptodata").hasMessageContaining("does not respond")
                .hasMessageNotContaining("secret!").hasMessageNotContaining("\n");
    }

    @Test
    void a_database_that_does_not_exist_is_rejected_immediately() {
        DatabaseAccess wrong = new DatabaseAccess(TestDatabase.empty().url() + "x", "postgres", "postgres");
        assertThatThrownBy(() -> Migrations.migrate(wrong, Duration.ofMinutes(5)))
                .isInstanceOf(SetupException.class).hasMessageContaining("does not exist");
    }

    /// The release before the longer candles were stored: every timeframe was a view over the hours.
    @Test
    void a_database_of_an_earlier_release_is_upgraded_in_place_with_its_longer_candles() {
        DatabaseAccess database = TestDatabase.empty();
        ReleasedSchema.V10.install(database, DatabaseTier.PLAIN);
        TestDatabase.execute(database,
                """
                        INSERT INTO h1_data
                        SELECT candle_id('okx', 'ETH/USDT', t), 'ETH/USDT', 'okx', t, 2, 3, 1, 2, 5, 0
                        FROM generate_series(timestamptz '2022-12-30 05:00+00', '2023-02-10 00:00+00', '1 hour') AS t
                        WHERE extract(hour FROM t AT TIME ZONE 'UTC') <> 9""");
        assertThat(TestDatabase.rows(database, "SELECT volume FROM m1_data ORDER BY timestamp")).hasSize(3);
        Migrations.migrate(database, Duration.ZERO);
        assertThat(LongerCandles.differences(database)).isEmpty();
        TestDatabase.execute(database,
                "UPDATE h1_data SET high = 7; DELETE FROM h1_data WHERE \"timestamp\" < '2023-01-02'");
        assertThat(LongerCandles.differences(database)).isEmpty();
        assertThat(TestDatabase.rows(database, "SELECT hours FROM m1_data ORDER BY timestamp"))
                .containsExactly("690", "208");
    }

    @Test
    void tables_have_the_columns_of_the_contract() {
        DatabaseAccess database = TestDatabase.migrated();
        assertThat(columnsOf(database, "h1_data")).isEqualTo(
                "last_id asset exchange timestamp open high low close volume revision known_at");
        assertThat(columnsOf(database, "indicators")).isEqualTo("last_id timeframe ema10 ema36 ema200 sma200 ehma180 "
                + "rsi14 bbm202 bbl202 bbu202 bbw202 td_seq_up td_seq_down st73 diff_ema200_pct range_pct "
                + "high_low_range_pct volume_usd closed revision known_at closes_at");
        for (String view : List.of("h2_data", "h4_data", "h12_data", "d1_data", "d3_data", "w1_data", "m1_data")) {
            assertThat(columnsOf(database, view)).isEqualTo(
                    "last_id asset exchange timestamp open high low close volume hours closes_at known_at");
        }
    }

    @Test
    void candle_id_is_the_number_that_java_computes() {
        DatabaseAccess database = TestDatabase.migrated();
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            Market market = new Market("binance", "C" + random.nextInt(100_000) + "/USDT:USDT");
            Instant time = Instant.ofEpochSecond(random.nextLong(2_200_000_000L));
            String sql = "SELECT candle_id('%s', '%s', '%s')".formatted(market.exchange(), market.asset(), time);
            assertThat(TestDatabase.rows(database, sql)).containsExactly(Long.toString(LastId.of(market, time)));
        }
    }

    @Test
    void listing_columns_come_from_the_asset() {
        DatabaseAccess database = TestDatabase.migrated();
        TestDatabase.execute(database,
                """
                        INSERT INTO asset_listing (asset, exchange, "timestamp", status, first_seen, last_seen)
                        SELECT asset, exchange, now(), 'listed', now(), now() FROM (VALUES ('BTC/USDT', 'binance'),
                        ('BTC/USDT:USDT', 'bybit'), ('BTC/USD:BTC', 'okx'), ('bitcoin', 'coingecko')) AS v (asset, exchange)""");
        assertThat(TestDatabase.rows(database,
                "SELECT asset, is_spot, base, quote, contract FROM asset_listing ORDER BY exchange"))
                .containsExactly("BTC/USDT|t|BTC|USDT|∅", "BTC/USDT:USDT|f|BTC|USDT|USDT", "bitcoin|∅|∅|∅|∅",
                        "BTC/USD:BTC|f|BTC|USD|BTC");
    }

    private static List<String> check(DatabaseAccess database) {
        return Migrations.check(database.url(), database.user(), database.password());
    }

    private static String columnsOf(DatabaseAccess database, String table) {
        return String.join(" ", TestDatabase.rows(database, """
                SELECT column_name FROM information_schema.columns
                WHERE table_schema = 'public' AND table_name = '%s' ORDER BY ordinal_position""".formatted(table)));
    }
}
