package io.cryptodata.sinks.database;

import io.cryptodata.domain.calendar.Timeframe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/// The longer timeframes follow every change of the hours: after each step they equal what the hours give.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class LongerCandleUpdatesTest {
    private static final int STEPS = 30;
    private static DatabaseAccess database = TestDatabase.server();

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    LongerCandleUpdatesTest(TestTier tier) {}

    @BeforeParameterizedClassInvocation
    static void tables(TestTier tier) {
        database = tier.migrated();
    }

    @BeforeEach
    void no_hours() {
        TestDatabase.execute(database, "TRUNCATE h1_data");
    }

    @Test
    void after_inserts_in_any_order_revisions_and_deletions() {
        for (int step = 0; step < STEPS; step++) {
            String statement = switch (random.nextInt(6)) {
                case 0 -> deletion();
                case 1 -> upsert();
                case 2 -> upsert() + ";" + newHours() + ";" + upsert();
                default -> newHours();
            };
            TestDatabase.execute(database, statement);
            assertThat(LongerCandles.differences(database)).as("after %s; step %d, seed %d", statement, step, seed)
                    .isEmpty();
        }
    }

    @Test
    void after_a_key_was_changed_by_hand() {
        TestDatabase.execute(database, upsert());
        TestDatabase.execute(database,
                "UPDATE h1_data SET exchange = 'okx', last_id = candle_id('okx', asset, \"timestamp\")");
        assertThat(LongerCandles.differences(database)).as("seed %d", seed).isEmpty();
    }

    @Test
    void after_truncation() {
        TestDatabase.execute(database, upsert());
        TestDatabase.execute(database, "TRUNCATE h1_data");
        for (Timeframe timeframe : Timeframe.LONGER) {
            assertThat(TestDatabase.rows(database, "SELECT 1 FROM " + LongerCandles.viewOf(timeframe))).isEmpty();
        }
    }

    /// The second transaction waits for the first one's days, and then adds its own hours.
    @Test
    void after_two_transactions_wrote_hours_of_one_day() throws SQLException, InterruptedException {
        TestDatabase.execute(database, hour(0, 10));
        try (Connection first = database.connect(); Statement statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.execute("UPDATE h1_data SET high = 50, close = 20");
            Thread second = Thread.ofVirtual().start(() -> TestDatabase.execute(database, hour(1, 30)));
            awaitLockOrEnd(second);
            first.commit();
            second.join();
        }
        assertThat(LongerCandles.differences(database)).isEmpty();
        assertThat(TestDatabase.rows(database, "SELECT high, hours FROM d1_data")).containsExactly("50|2");
    }

    private static void awaitLockOrEnd(Thread second) throws InterruptedException {
        while (second.isAlive() && TestDatabase.rows(database, "SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty()) {
            second.join(10);
        }
    }

    private static String hour(int hour, int price) {
        return """
                INSERT INTO h1_data SELECT candle_id('okx', 'ETH/USDT', t), 'ETH/USDT', 'okx', t, %1$d, %1$d, %1$d, %1$d, 1, 0
                FROM (VALUES (timestamptz '2024-01-01 00:00+00' + interval '%2$d hours')) h (t)"""
                .formatted(price, hour);
    }

    private String upsert() {
        int from = random.nextInt(1200);
        return """
                INSERT INTO h1_data AS t
                SELECT candle_id('binance', asset, hour), asset, 'binance', hour, p, p + 5, p - 5, p + 1, v, 0
                FROM (VALUES ('BTC/USDT'), ('ETH/USDT')) m (asset),
                LATERAL (SELECT timestamptz '2024-01-01 00:00+00' + n * interval '1 hour' AS hour,
                    100 + abs(hashtext(asset || n || '%3$d')) %% 900 / 10.0 AS p, abs(hashtext(n || '%3$d')) %% 1000 / 100.0 AS v
                    FROM generate_series(%1$d, %2$d) n WHERE abs(hashtext(asset || n || '%3$d')) %% 4 <> 0) x
                ON CONFLICT (asset, exchange, "timestamp") DO UPDATE SET open = excluded.open, high = excluded.high,
                    low = excluded.low, close = excluded.close, volume = excluded.volume, revision = t.revision + 1"""
                .formatted(from, from + random.nextInt(300), random.nextInt());
    }

    /// A few hours or many, often next to the ones that are there, without those that are.
    private String newHours() {
        int from = random.nextInt(1200);
        return """
                INSERT INTO h1_data
                SELECT candle_id('binance', 'BTC/USDT', hour), 'BTC/USDT', 'binance', hour, p, p + 5, p - 5, p + 1, p / 7, 0,
                       CASE WHEN n %% 40 <> 0 THEN hour + p * interval '1 minute' END
                FROM (SELECT n, timestamptz '2024-01-01 00:00+00' + n * interval '1 hour' AS hour,
                             100 + abs(hashtext(n || '%3$d')) %% 900 / 10.0 AS p FROM generate_series(%1$d, %2$d) n) x
                ON CONFLICT DO NOTHING"""
                .formatted(from, from + random.nextInt(random.nextBoolean() ? 3 : 60),
                        random.nextInt());
    }

    private String deletion() {
        int from = random.nextInt(1200);
        return "DELETE FROM h1_data WHERE \"timestamp\" >= timestamptz '2024-01-01 00:00+00' + interval '%d hours' AND \"timestamp\" < timestamptz '2024-01-01 00:00+00' + interval '%d hours'"
                .formatted(from, from + random.nextInt(100));
    }
}
