package io.cryptodata.allinone.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Measures the four queries of the README on one million hourly rows with indicators: the median of 200 warm prepared runs
/// of each, as a client sees it, beside the target of 10 ms. Exits with status 1 if a query is slower.
public final class BenchmarkQueries {
    private static final double TARGET_MILLISECONDS = 10;
    private static final int RUNS = 200;
    private static final int WARM_UP = 50;

    /// one market with almost seven years of hours, 94 with more than a year: together a million
    private static final String CANDLES = """
            INSERT INTO h1_data
            SELECT candle_id(exchange, asset, hour), asset, exchange, hour, p, p * 1.01, p * 0.99, p * 1.001, 100 * random(), 0
            FROM (SELECT 'ETH/USDT' AS asset, 'bybit' AS exchange, 60000 AS hours
                  UNION ALL SELECT 'BTC/USDT', 'binance', 10000
                  UNION ALL SELECT 'C' || n || '/USDT', 'binance', 10000 FROM generate_series(1, 93) n) market
            CROSS JOIN LATERAL (SELECT timestamptz '2026-11-01 00:00+00' - k * interval '1 hour' AS hour,
                                       (100 + random())::numeric AS p
                                FROM generate_series(0, hours - 1) k) x
            ORDER BY hour""";
    private static final String INDICATORS = """
            INSERT INTO indicators
            SELECT last_id, '1h', close * 1.01, close * 1.02, close * 1.03, close * 1.04, close * 1.05, 100 * random(), close,
                   close * 0.98, close * 1.02, 4, 1, 0, close * 0.97, -3, 0.1, 2, volume * close, true
            FROM h1_data ORDER BY last_id""";
    private static final String COINS = """
            INSERT INTO cg_data (coin_id, symbol, name, close, market_cap, market_cap_rank, ath5, days_since_ath, "timestamp")
            SELECT 'coin-' || rank, 'c' || rank, 'Coin ' || rank, random(), 1e9 / rank, rank, false, rank, snapshot
            FROM generate_series(timestamptz '2026-10-31 00:00+00', '2026-11-02 00:00+00', '30 minutes') snapshot,
                 generate_series(1, 2000) rank""";

    private static final Map<String, String> QUERIES = new LinkedHashMap<>();

    static {
        QUERIES.put("newest candle",
                "SELECT * FROM h1_data WHERE asset = 'BTC/USDT' AND exchange = 'binance' ORDER BY timestamp DESC LIMIT 1");
        QUERIES.put("newest indicators", """
                SELECT i.* FROM h1_data h JOIN indicators i ON i.last_id = h.last_id AND i.timeframe = '1h'
                 WHERE h.asset = 'BTC/USDT' AND h.exchange = 'binance' ORDER BY h.timestamp DESC LIMIT 1""");
        QUERIES.put("top 100 coins",
                """
                        SELECT symbol, name, close, market_cap_rank, ath5, days_since_ath FROM cg_data
                         WHERE sys_timestamp = (SELECT MAX(sys_timestamp) FROM cg_data) ORDER BY market_cap_rank ASC LIMIT 100""");
        QUERIES.put("48 candles of 4 hours",
                "SELECT * FROM h4_data WHERE asset = 'ETH/USDT' AND exchange = 'bybit' ORDER BY timestamp DESC LIMIT 48");
        QUERIES.put("the same, no such market",
                "SELECT * FROM h4_data WHERE asset = 'ETH/USDT' AND exchange = 'okx' ORDER BY timestamp DESC LIMIT 48");
    }

    private BenchmarkQueries() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        boolean met = true;
        try (MeasuredDatabase database = new MeasuredDatabase()) {
            System.out.println("loading one million hourly rows with indicators ...");
            database.execute(CANDLES, INDICATORS, COINS, "VACUUM ANALYZE");
            System.out.printf("Java %s, %d processors%n", Runtime.version(),
                    Runtime.getRuntime().availableProcessors());
            try (Connection connection = database.access().connect()) {
                for (Map.Entry<String, String> query : QUERIES.entrySet()) {
                    met &= measured(connection, query.getKey(), query.getValue());
                }
            }
        }
        System.exit(met ? 0 : 1);
    }

    private static boolean measured(Connection connection, String name, String sql) throws SQLException {
        double[] milliseconds = new double[RUNS];
        int rows = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int run = -WARM_UP; run < RUNS; run++) {
                long start = System.nanoTime();
                rows = rowsOf(statement);
                if (run >= 0) {
                    milliseconds[run] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        Arrays.sort(milliseconds);
        double median = milliseconds[RUNS / 2];
        System.out.println(String.format(Locale.ROOT,
                "%s: %d rows, median %.2f ms, p99 %.2f ms; target %.0f ms, ratio %.1f", name, rows, median,
                milliseconds[RUNS * 99 / 100], TARGET_MILLISECONDS, TARGET_MILLISECONDS / median));
        return median <= TARGET_MILLISECONDS;
    }

    private static int rowsOf(PreparedStatement statement) throws SQLException {
        int rows = 0;
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    result.getObject(column);
                }
                rows++;
            }
        }
        return rows;
    }
}
