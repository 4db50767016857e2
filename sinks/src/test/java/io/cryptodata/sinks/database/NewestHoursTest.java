package io.cryptodata.sinks.database;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/// `latest_h1_data` has the newest hour of every market, whatever was written and in whatever order.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class NewestHoursTest {
    private static final int STEPS = 25;
    private static final String EXPECTED = """
            SELECT DISTINCT ON (asset, exchange) * FROM h1_data ORDER BY asset, exchange, "timestamp" DESC""";

    private final DatabaseAccess database;

    NewestHoursTest(TestTier server) {
        database = server.migrated();
    }

    @Test
    void every_market_has_its_newest_hour_after_inserts_revisions_moves_and_deletions() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            int hour = random.nextInt(2000);
            String statement = switch (random.nextInt(8)) {
                case 0 -> "DELETE FROM h1_data WHERE \"timestamp\" > timestamptz '2024-01-01 00:00+00' + interval '"
                        + hour + " hours'";
                case 1 -> "UPDATE h1_data SET asset = 'SOL%d/USDT' WHERE asset = 'XRP/USDT'".formatted(step);
                case 2, 3 -> hourOfManyMarkets(random, hour);
                default -> upsert(random, hour);
            };
            TestDatabase.execute(database, statement);
            assertThat(newest()).as("after %s; step %d, seed %d", statement, step, seed)
                    .isEqualTo(TestDatabase.rows(database, EXPECTED));
        }
        TestDatabase.execute(database, "TRUNCATE h1_data");
        assertThat(newest()).isEmpty();
    }

    private List<String> newest() {
        return TestDatabase.rows(database, "SELECT * FROM latest_h1_data ORDER BY asset, exchange");
    }

    /// Hours that are the newest of many markets are read whole.
    private static String hourOfManyMarkets(Random random, int hour) {
        return """
                INSERT INTO h1_data AS t (last_id, asset, exchange, "timestamp", open, high, low, close, volume, revision)
                SELECT candle_id('okx', asset, hour), asset, 'okx', hour, 1, 1, 1, 1, 1, 0
                FROM (SELECT 'C' || n || '/USDT' AS asset, timestamptz '2024-01-01 00:00+00' + interval '%d hours' AS hour
                      FROM generate_series(%d, 70) n) AS market
                ON CONFLICT DO NOTHING"""
                .formatted(hour, random.nextInt(20));
    }

    private static String upsert(Random random, int hour) {
        String asset = List.of("BTC/USDT", "ETH/USDT", "XRP/USDT").get(random.nextInt(3));
        return """
                INSERT INTO h1_data AS t (last_id, asset, exchange, "timestamp", open, high, low, close, volume, revision)
                SELECT candle_id('okx', '%1$s', hour), '%1$s', 'okx', hour, %2$d, %2$d, %2$d, %2$d, 1, 0
                FROM generate_series(timestamptz '2024-01-01 00:00+00' + interval '%3$d hours',
                     timestamptz '2024-01-01 00:00+00' + interval '%4$d hours', interval '1 hour') AS hour
                ON CONFLICT (asset, exchange, "timestamp") DO UPDATE SET close = excluded.close, high = excluded.high,
                    low = excluded.low, open = excluded.open, revision = t.revision + 1"""
                .formatted(asset, 1 + random.nextInt(100), hour, hour + random.nextInt(40));
    }
}
