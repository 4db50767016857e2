package io.cryptodata.allinone.demo;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ExpectedRowsTest {
    private static final Market A = new Market("binance", "A/USDT");
    private static final Market B = new Market("binance", "B/USDT");
    /// a Monday, the first of a month and of a three-day bucket
    private static final Instant START = Instant.parse("2024-07-01T00:00:00Z");
    /// three hours of A close three hourly buckets and one of two hours; the hour of B closes one
    private static final ExpectedRows EXPECTED = DemoRows.expected(Map.of(A, 3, B, 1), START, 2);

    @Test
    void complete_when_each_market_has_its_hours_its_closed_buckets_and_the_rows_of_its_newest_hour() {
        DemoRows stored = stored(3, 1);
        assertThat(EXPECTED.isFulfilledBy(stored.quarantined(2))).isTrue();
        assertThat(EXPECTED.candleRows()).isEqualTo(4);
        assertThat(EXPECTED.closedRows()).isEqualTo(5);
        assertThat(stored.quarantined(2).indicatorRows()).as("rows of buckets in progress").isEqualTo(5 + 7 + 7);
    }

    @Test
    void later_hours_do_no_harm() {
        assertThat(EXPECTED.isFulfilledBy(stored(30, 26).quarantined(3))).isTrue();
    }

    @Test
    void surplus_candles_of_one_market_do_not_replace_those_of_another() {
        StoredRows stored = stored(4, 0).quarantined(2);
        assertThat(EXPECTED.isFulfilledBy(stored)).isFalse();
        assertThat(EXPECTED.hasCandlesIn(stored)).isFalse();
        assertThat(EXPECTED.missingFrom(stored)).containsOnlyKeys("binance:B/USDT");
        assertThat(EXPECTED.missingFrom(stored).toString())
                .contains("0 of 1 candles; 1h: 0 of 1 closed rows; 1h: no row at 2024-07-01T00:00:00Z; 2h: no row at");
    }

    @Test
    void a_missing_closed_row_or_quarantined_row_is_detected() {
        StoredRows stored = stored(3, 1).without(A, Timeframe.H2).quarantined(2);
        assertThat(EXPECTED.isFulfilledBy(stored)).isFalse();
        assertThat(EXPECTED.hasCandlesIn(stored)).isTrue();
        assertThat(EXPECTED.hasIndicatorsIn(stored)).isFalse();
        assertThat(EXPECTED.missingFrom(stored)).containsExactly(
                Map.entry("binance:A/USDT", "2h: 0 of 1 closed rows; 2h: no row at 2024-07-01T02:00:00Z"));
        assertThat(EXPECTED.isFulfilledBy(stored(3, 1).quarantined(1))).isFalse();
    }

    @Test
    void a_longer_timeframe_without_a_row_of_the_newest_hour_is_missing() {
        StoredRows stored = stored(3, 1).olderBy(1, A, Timeframe.M1).quarantined(2);
        assertThat(EXPECTED.missingFrom(stored))
                .containsExactly(Map.entry("binance:A/USDT", "1m: no row at 2024-07-01T02:00:00Z"));
    }

    @Test
    void a_market_without_an_acceptable_hour_needs_no_row() {
        assertThat(DemoRows.expected(Map.of(A, 0), START, 0).isFulfilledBy(StoredRows.NOTHING)).isTrue();
    }

    @Test
    void progress_shows_counts_rate_and_remaining_time() {
        Progress progress = new Progress(EXPECTED, StoredRows.NOTHING);
        assertThat(progress.line(stored(2, 0).quarantined(0), Duration.ofSeconds(2))).contains(
                "  2 of 4 candles, 3 of 5 closed indicator rows in the database, 3 rows/s, about 2 s left");
    }

    private static DemoRows stored(int a, int b) {
        return DemoRows.stored(Map.of(A, a, B, b), START);
    }
}
