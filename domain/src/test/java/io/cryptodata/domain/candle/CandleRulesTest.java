package io.cryptodata.domain.candle;

import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;

import static io.cryptodata.domain.candle.QuarantineReason.FUTURE;
import static io.cryptodata.domain.candle.QuarantineReason.INCONSISTENT;
import static io.cryptodata.domain.candle.QuarantineReason.NEGATIVE_VOLUME;
import static io.cryptodata.domain.candle.QuarantineReason.NOT_A_NUMBER;
import static io.cryptodata.domain.candle.QuarantineReason.NOT_POSITIVE;
import static io.cryptodata.domain.candle.QuarantineReason.OFF_GRID;
import static org.assertj.core.api.Assertions.assertThat;

class CandleRulesTest {
    private static final Market MARKET = new Market("binance", "BTC/USDT");
    private static final Instant HOUR = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant SETTLED = HOUR.plus(Duration.ofHours(1)).plusSeconds(5);
    private static final CandleRules RULES = new CandleRules(Duration.ofSeconds(5));

    @Test
    void a_row_of_the_future_is_no_evidence_about_the_hour_that_it_names() {
        Verdict future = judge(HOUR, HOUR.minusMillis(1));
        assertThat(((Verdict.Quarantined) future).id()).isNegative();
        assertThat(((Verdict.Quarantined) judge(HOUR, HOUR.minusMillis(1))).id())
                .isEqualTo(((Verdict.Quarantined) future).id());
    }

    @Test
    void accepts_an_hour_once_close_and_settle_delay_have_passed_on_the_venues_clock() {
        assertThat(judge(HOUR, SETTLED)).isEqualTo(
                new Verdict.Accepted(new Candle(MARKET, HOUR, 10, 12, 9, 11, 5, 0), 0));
        assertThat(judge(HOUR, SETTLED.minusMillis(1))).isInstanceOf(Verdict.Unfinished.class);
    }

    @Test
    void an_hour_in_progress_is_unfinished_whatever_its_numbers_are() {
        assertThat(RULES.judge(MARKET, row(HOUR.toEpochMilli(), "NaN", "", "-", "x", "0"), HOUR))
                .isInstanceOf(Verdict.Unfinished.class);
    }

    @Test
    void quarantines_an_hour_that_opens_after_the_venues_clock() {
        assertThat(reasonOf(judge(HOUR, HOUR.minusMillis(1)))).isEqualTo(FUTURE);
    }

    @Test
    void normalises_seconds_micros_and_nanos_and_quarantines_what_is_off_the_hour() {
        long millis = HOUR.toEpochMilli();
        for (long sameHour : new long[]{millis / 1000, millis * 1000, millis * 1_000_000}) {
            assertThat(RULES.judge(MARKET, row(sameHour, "10", "12", "9", "11", "5"), SETTLED))
                    .as("%d", sameHour).isInstanceOf(Verdict.Accepted.class);
        }
        for (long wrong : new long[]{millis + 1, millis * 1000 + 1, 0, -5, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(reasonOf(RULES.judge(MARKET, row(wrong, "10", "12", "9", "11", "5"), SETTLED)))
                    .as("%d", wrong).isEqualTo(OFF_GRID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "null", "NaN", "Infinity", "-Infinity", "1,5", "0x1p3", "1d", " 1", "1e999",
            "1e-400", "--1", "1.2.3"})
    void quarantines_what_is_not_a_number_in_any_field(String text) {
        assertThat(reasonOf(judge(text, "12", "9", "11", "5"))).isEqualTo(NOT_A_NUMBER);
        assertThat(reasonOf(judge("10", "12", "9", "11", text))).isEqualTo(NOT_A_NUMBER);
    }

    @ParameterizedTest
    @CsvSource({"0,12,9,11,5,NOT_POSITIVE", "10,12,-9,11,5,NOT_POSITIVE", "10,12,9,11,-1,NEGATIVE_VOLUME",
            "10,8,9,11,5,INCONSISTENT", "13,12,9,11,5,INCONSISTENT", "10,12,9,8,5,INCONSISTENT"})
    void quarantines_impossible_values(String open, String high, String low, String close, String volume,
            QuarantineReason expected) {
        assertThat(reasonOf(judge(open, high, low, close, volume))).isEqualTo(expected);
        assertThat(expected).isIn(NOT_POSITIVE, NEGATIVE_VOLUME, INCONSISTENT);
    }

    @Test
    void keeps_very_small_and_very_large_numbers_and_a_volume_of_zero() {
        Verdict verdict = judge("1e-18", "2.5E+18", ".000000000000000001", "0.5", "-0.0");
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
            assertThat(accepted.candle().low()).isEqualTo(1e-18);
            assertThat(accepted.candle().high()).isEqualTo(2.5e18);
            assertThat(Double.doubleToRawLongBits(accepted.candle().volume())).isZero();
        });
    }

    @ParameterizedTest
    @CsvSource({"123456789012345,0", "1234567890123456,1", "0.00000123456789012345,0", "1.2345678901234560000,1",
            "100000000000000000000,0", "000000000000000000010.5,0", "1.000000000000001,1"})
    void counts_numbers_with_more_digits_than_a_double_represents(String volume, int longNumbers) {
        assertThat(judge("10", "12", "9", "11", volume)).isInstanceOfSatisfying(Verdict.Accepted.class,
                accepted -> assertThat(accepted.longNumbers()).isEqualTo(longNumbers));
    }

    @Test
    void reports_the_reason_and_keeps_the_row() {
        assertThat(judge("10", "8", "9", "11", "5")).isEqualTo(new Verdict.Quarantined(HOUR.toEpochMilli(),
                INCONSISTENT, "high 8.0 is below low 9.0", "[raw]"));
    }

    private static Verdict judge(Instant openTime, Instant venueTime) {
        return RULES.judge(MARKET, row(openTime.toEpochMilli(), "10", "12", "9", "11", "5"), venueTime);
    }

    private static Verdict judge(String open, String high, String low, String close, String volume) {
        return RULES.judge(MARKET, row(HOUR.toEpochMilli(), open, high, low, close, volume), SETTLED);
    }

    private static RawCandle row(long time, String open, String high, String low, String close, String volume) {
        return new RawCandle(time, open, high, low, close, volume, "[raw]");
    }

    private static QuarantineReason reasonOf(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Quarantined.class);
        return ((Verdict.Quarantined) verdict).reason();
    }
}
