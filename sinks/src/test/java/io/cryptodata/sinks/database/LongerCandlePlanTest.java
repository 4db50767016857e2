package io.cryptodata.sinks.database;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.sinks.refresh.Refreshes;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// The newest candles of a market are computed or read alone, and not the market's history.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class LongerCandlePlanTest {
    private static final Pattern BLOCKS = Pattern.compile("Buffers: shared hit=(\\d+)");
    /// 60 lookups of twelve hours each, with the descent of the index
    private static final long BLOCKS_OF_A_PAGE = 1500;
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
        String page = "SELECT * FROM %s WHERE asset = 'ETH/USDT' AND exchange = 'okx' ORDER BY timestamp DESC LIMIT 60"
                .formatted(LongerCandles.viewOf(timeframe));
        // what was read once is in memory
        TestDatabase.rows(database, page);
        String plan = String.join("\n",
                TestDatabase.rows(database, "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) " + page));
        Matcher blocks = BLOCKS.matcher(plan);
        assertThat(blocks.find()).as(plan).isTrue();
        assertThat(Long.parseLong(blocks.group(1))).as(plan).isLessThan(BLOCKS_OF_A_PAGE);
    }
}
