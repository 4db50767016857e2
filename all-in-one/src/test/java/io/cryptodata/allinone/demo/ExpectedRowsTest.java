package io.cryptodata.allinone.demo;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ExpectedRowsTest {
    private static final ExpectedRows EXPECTED = new ExpectedRows(Map.of("binance:A/USDT", 3L, "binance:B/USDT", 1L), 2,
            5, 1);

    @Test
    void complete_when_each_market_has_its_hours_and_each_hour_its_rows() {
        assertThat(EXPECTED.isFulfilledBy(stored(3, 1, 32, 2))).isTrue();
        assertThat(EXPECTED.candles()).isEqualTo(4);
        assertThat(EXPECTED.indicatorRows()).isEqualTo(32);
    }

    @Test
    void surplus_candles_of_one_market_do_not_replace_those_of_another() {
        StoredRows stored = stored(4, 0, 32, 2);
        assertThat(EXPECTED.isFulfilledBy(stored)).isFalse();
        assertThat(EXPECTED.missingFrom(stored)).containsExactly(Map.entry("binance:B/USDT", "0 of 1 candles"));
    }

    @Test
    void a_missing_indicator_row_or_quarantined_row_is_detected() {
        assertThat(EXPECTED.isFulfilledBy(stored(3, 1, 31, 2))).isFalse();
        assertThat(EXPECTED.isFulfilledBy(stored(3, 1, 32, 1))).isFalse();
    }

    @Test
    void progress_shows_counts_rate_and_remaining_time() {
        Progress progress = new Progress(36, 0);
        assertThat(progress.line(stored(2, 0, 16, 0), EXPECTED, Duration.ofSeconds(2)))
                .isEqualTo("  2 of 4 candles, 16 of 32 indicator rows in the database, 9 rows/s, about 2 s left");
    }

    private static StoredRows stored(long a, long b, long indicatorRows, long quarantined) {
        return new StoredRows(Map.of("binance:A/USDT", a, "binance:B/USDT", b), indicatorRows, quarantined);
    }
}
