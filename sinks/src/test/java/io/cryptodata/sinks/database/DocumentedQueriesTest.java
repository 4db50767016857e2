package io.cryptodata.sinks.database;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// The four queries that every tier supports, verbatim.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class DocumentedQueriesTest {
    private static DatabaseAccess database = TestDatabase.server();

    DocumentedQueriesTest(TestTier tier) {}

    @BeforeParameterizedClassInvocation
    static void two_days_of_two_markets_and_two_snapshots(TestTier tier) {
        database = tier.migrated();
        TestDatabase.execute(database,
                """
                        SET timezone TO 'UTC';
                        INSERT INTO h1_data
                        SELECT candle_id(exchange, asset, hour), asset, exchange, hour, 10, 11, 9, 10, 1, 0
                        FROM (VALUES ('BTC/USDT', 'binance'), ('ETH/USDT', 'bybit')) m (asset, exchange),
                             generate_series(timestamptz '2024-01-01 00:00+00', '2024-01-12 01:00+00', '1 hour') hour;
                        INSERT INTO indicators (last_id, timeframe, ema10, closed)
                        SELECT last_id, timeframe, extract(hour FROM "timestamp" AT TIME ZONE 'UTC'), true FROM h1_data,
                        (VALUES ('1h'), ('4h')) t (timeframe);
                        INSERT INTO cg_data (coin_id, symbol, name, close, market_cap_rank, ath5, days_since_ath, "timestamp")
                        SELECT 'coin' || rank, 'c' || rank, 'Coin ' || rank, 5, rank, true, 3, snapshot
                        FROM generate_series(1, 150) rank,
                             generate_series(timestamptz '2024-01-01 00:00+00', '2024-01-01 00:30+00', '30 minutes') snapshot""");
    }

    @Test
    void latest_candle() {
        assertThat(TestDatabase.rows(database,
                """
                        SELECT * FROM h1_data WHERE asset = 'BTC/USDT' AND exchange = 'binance' ORDER BY timestamp DESC LIMIT 1;"""))
                .singleElement().asString().contains("|BTC/USDT|binance|2024-01-12 01:00:00+00|10|11|9|10|1|0");
    }

    @Test
    void latest_indicators() {
        assertThat(TestDatabase.rows(database,
                """
                        SELECT i.* FROM h1_data h JOIN indicators i ON i.last_id = h.last_id AND i.timeframe = '1h'
                         WHERE h.asset = 'BTC/USDT' AND h.exchange = 'binance' ORDER BY h.timestamp DESC LIMIT 1;"""))
                .singleElement().asString().contains("|1h|1|");
    }

    @Test
    void top_hundred_coins_of_the_newest_snapshot() {
        assertThat(TestDatabase.rows(database,
                """
                        SELECT symbol, name, close, market_cap_rank, ath5, days_since_ath FROM cg_data
                         WHERE sys_timestamp = (SELECT MAX(sys_timestamp) FROM cg_data) ORDER BY market_cap_rank ASC LIMIT 100;"""))
                .hasSize(100).startsWith("c1|Coin 1|5|1|t|3").endsWith("c100|Coin 100|5|100|t|3");
    }

    @Test
    void latest_48_candles_of_four_hours() {
        assertThat(TestDatabase.rows(database,
                """
                        SELECT * FROM h4_data WHERE asset = 'ETH/USDT' AND exchange = 'bybit' ORDER BY timestamp DESC LIMIT 48;"""))
                .hasSize(48).first().asString()
                .endsWith("|ETH/USDT|bybit|2024-01-12 00:00:00+00|10|11|9|10|2|2|2024-01-12 04:00:00+00|∅");
    }
}
