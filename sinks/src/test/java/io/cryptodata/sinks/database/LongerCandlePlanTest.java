package io.cryptodata.sinks.database;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.sinks.refresh.Refreshes;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// The newest candles of a market are computed or read alone, and not the market's history.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class LongerCandlePlanTest {
    private static final Pattern LOOPS = Pattern.compile("loops=(\\d+)");
    private static final int PAGE = 60;
    private static DatabaseAccess database = TestDatabase.server();

    LongerCandlePlanTest(TestTier tier) {}

    @BeforeParameterizedClassInvocation
    static void three_years_of_a_market(TestTier tier) {
        database = tier.migrated();
        TestDatabase.execute(database,
                """
                        INSERT INTO h1_data
                        SELECT candle_id('okx', 'ETH/USDT', t), 'ETH/USDT', 'okx', t, 2, 3, 1, 2, 5, 0
                        FROM generate_series(timestamptz '2022-01-01 00:00+00', '2024-12-31 16:00+00', interval '1 hour') AS t""");
        Refreshes.storeAll(database);
        TestDatabase.execute(database, "ANALYZE");
    }

    static List<Timeframe> longer() {
        return Timeframe.LONGER;
    }

    @ParameterizedTest
    @MethodSource("longer")
    void a_page_of_a_market(Timeframe timeframe) {
        String page = "SELECT * FROM %s WHERE asset = 'ETH/USDT' AND exchange = 'okx' ORDER BY timestamp DESC LIMIT %d"
                .formatted(LongerCandles.viewOf(timeframe), PAGE);
        String plan = String.join("\n", TestDatabase.rows(database, "EXPLAIN (ANALYZE, TIMING OFF) " + page));
        // a step that computes a bucket runs once for each
        assertThat(
                LOOPS.matcher(plan).results().mapToInt(loops -> Integer.parseInt(loops.group(1))).max().orElseThrow())
                .as(plan).isLessThanOrEqualTo(PAGE);
    }
}
