package io.cryptodata.sinks.database;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// A question about one market as it was known at a moment reads that market and not the tables, before and after the
/// moments at which rows became known.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class AsKnownAtPlanTest {
    private static final List<String> MOMENTS = List.of("2024-01-01 12:00+00", "2024-02-10 00:30+00",
            "2025-01-01 00:00+00");
    private static final Pattern BLOCKS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");
    private static final String ONE_MARKET = "WHERE asset = 'C7/USDT' AND exchange = 'okx'";
    private static DatabaseAccess database = TestDatabase.server();
    private static long blocksOfTheTable;

    AsKnownAtPlanTest(TestTier tier) {}

    /// 60 days of 100 markets; of every tenth hour two versions, one of them known a day after the other.
    @BeforeParameterizedClassInvocation
    static void many_markets(TestTier tier) {
        database = tier.migrated();
        TestDatabase.execute(database,
                """
                        INSERT INTO h1_data
                        SELECT candle_id('okx', 'C' || m || '/USDT', t), 'C' || m || '/USDT', 'okx', t, 2, 3, 1, 2, m, n % 10 / 9,
                               t + CASE WHEN n % 10 = 9 THEN interval '25 hours' ELSE interval '1 hour' END
                        FROM generate_series(1, 100) m, generate_series(0, 24 * 60 - 1) n,
                             LATERAL (SELECT timestamptz '2024-01-01 00:00+00' + n * interval '1 hour') AS h (t);
                        INSERT INTO h1_versions
                        SELECT last_id, asset, exchange, "timestamp", open, high, low, close, 9, 0, known_at - interval '1 day'
                        FROM h1_data WHERE revision = 1;
                        INSERT INTO indicators (last_id, timeframe, ema10, closed, revision, known_at)
                        SELECT last_id, '1h', 1, true, revision, known_at FROM h1_data;
                        INSERT INTO indicator_versions (last_id, timeframe, ema10, closed, revision, known_at)
                        SELECT last_id, '1h', 2, true, revision, known_at FROM h1_versions;
                        ANALYZE""");
        blocksOfTheTable = Long.parseLong(TestDatabase.rows(database,
                """
                        SELECT sum(relpages) FROM pg_class
                        WHERE oid = 'h1_data'::regclass OR oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'h1_data'::regclass)""")
                .getFirst());
    }

    @Test
    void candles_of_one_market() {
        for (String moment : MOMENTS) {
            assertReadsLittle(
                    "SELECT * FROM candles_as_known_at('%s') %s AND timestamp >= '2024-02-09' AND timestamp < '2024-02-12'"
                            .formatted(moment, ONE_MARKET),
                    6);
        }
    }

    @Test
    void the_newest_candle_of_one_market() {
        for (String moment : MOMENTS) {
            assertReadsLittle(
                    "SELECT * FROM candles_as_known_at('%s') %s AND timestamp <= '%1$s' ORDER BY timestamp DESC LIMIT 1"
                            .formatted(moment, ONE_MARKET),
                    20);
        }
    }

    @Test
    void candles_of_one_market_with_their_indicators() {
        for (String moment : MOMENTS) {
            assertReadsLittle("""
                    SELECT c.close, i.ema10 FROM candles_as_known_at('%1$s') AS c
                    JOIN indicators_as_known_at('%1$s') AS i ON i.last_id = c.last_id AND i.timeframe = '1h'
                    %2$s AND timestamp >= '2024-02-09' AND timestamp < '2024-02-12'""".formatted(moment, ONE_MARKET),
                    2);
        }
    }

    @Test
    void a_moment_between_two_versions_has_the_first() {
        assertThat(TestDatabase.rows(database, """
                SELECT volume, count(*) FROM candles_as_known_at('2024-02-10 00:30+00') %s
                AND timestamp >= '2024-02-09' AND timestamp < '2024-02-11' GROUP BY volume ORDER BY volume"""
                .formatted(ONE_MARKET))).containsExactly("7|21", "9|3");
    }

    /// @param part of the table's blocks that are read at most: one of so many
    private static void assertReadsLittle(String query, int part) {
        List<String> plan = TestDatabase.rows(database, "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) " + query);
        assertThat(String.join("\n", plan)).doesNotContain("Function Scan").doesNotContain("Seq Scan");
        MatchResult total = BLOCKS.matcher(plan.stream().filter(line -> line.contains("Buffers:")).findFirst()
                .orElseThrow()).results().findFirst().orElseThrow();
        assertThat(number(total.group(1)) + number(total.group(2))).as(String.join("\n", plan))
                .isLessThan(blocksOfTheTable / part);
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
