package io.cryptodata.domain.candle;

import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.indicator.IndicatorColumn;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CandleLimitsTest {
    private static final Market MARKET = new Market("binance", "BTC/USDT");
    private static final CandleRules RULES = new CandleRules(Duration.ofSeconds(5));
    private static final Instant HOUR = Instant.parse("2026-01-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"1e308,1", "1.0000001e30,1", "1,1.0000001e24", "1,1e308", "1,9.9e-31", "1,1e-300"})
    void a_volume_or_price_whose_sums_or_products_may_overflow_is_quarantined(String volume, String price) {
        assertThat(RULES.judge(MARKET, row(HOUR, price, volume), HOUR.plus(Duration.ofDays(1))))
                .isInstanceOfSatisfying(Verdict.Quarantined.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(QuarantineReason.OUT_OF_RANGE);
                    assertThat(refused.detail()).contains("must be");
                });
        assertThatThrownBy(() -> candle(HOUR, Double.parseDouble(price), Double.parseDouble(volume)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2040-01-01T00:00:00Z", "2089-01-01T00:00:00Z", "2099-12-31T23:00:00Z"})
    void a_year_that_the_tables_do_not_have_is_quarantined(String hour) {
        Instant openTime = Instant.parse(hour);
        assertThat(RULES.judge(MARKET, row(openTime, "1", "1"), openTime.plus(Duration.ofDays(1))))
                .isInstanceOfSatisfying(Verdict.Quarantined.class,
                        refused -> assertThat(refused.reason()).isEqualTo(QuarantineReason.OUT_OF_RANGE));
        assertThatThrownBy(() -> candle(openTime, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_month_of_the_largest_accepted_candles_has_finite_sums_and_indicators() {
        assertEveryValueIsFinite(CandleLimits.LARGEST_PRICE, CandleLimits.LARGEST_PRICE);
        assertEveryValueIsFinite(CandleLimits.SMALLEST_PRICE, CandleLimits.SMALLEST_PRICE);
        assertEveryValueIsFinite(CandleLimits.SMALLEST_PRICE, CandleLimits.LARGEST_PRICE);
    }

    private static void assertEveryValueIsFinite(double even, double odd) {
        CandleFold fold = CandleFold.of(MARKET);
        List<Double> volumes = new ArrayList<>();
        FoldOutput output = new FoldOutput() {
            @Override
            public void indicators(IndicatorRow row) {
                for (IndicatorColumn column : IndicatorColumn.values()) {
                    assertThat(row.value(column)).as("%s %s", row.timeframe(), column)
                            .satisfiesAnyOf(value -> assertThat(value).isNaN(), value -> assertThat(value).isFinite());
                }
                assertThat(row.value(IndicatorColumn.VOLUME_USD)).isFinite();
            }

            @Override
            public void rollup(RollupRow row) {
                volumes.add(row.volume());
            }
        };
        Instant last = CandleLimits.END.minus(Candle.LENGTH);
        for (int hours = 24 * 40; hours >= 0; hours--) {
            double price = hours % 2 == 0 ? even : odd;
            Instant hour = last.minus(Duration.ofHours(hours));
            assertThat(RULES.judge(MARKET, row(hour, Double.toString(price),
                    Double.toString(CandleLimits.LARGEST_VOLUME)), CandleLimits.END.plusSeconds(10)))
                    .isInstanceOf(Verdict.Accepted.class);
            fold.add(candle(hour, price, CandleLimits.LARGEST_VOLUME), output);
        }
        assertThat(volumes).hasSizeGreaterThan(500).allMatch(Double::isFinite);
    }

    private static Candle candle(Instant hour, double price, double volume) {
        return new Candle(MARKET, hour, price, price, price, price, volume, 0);
    }

    private static RawCandle row(Instant hour, String price, String volume) {
        return new RawCandle(hour.toEpochMilli(), price, price, price, price, volume, "[]");
    }
}
