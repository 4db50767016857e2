package io.cryptodata.domain.indicator;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.candle.Candle;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class BollingerBandsTest extends IndicatorContract {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    @Test
    void have_a_width_of_exactly_0_while_the_price_is_constant() {
        for (double price : new double[]{0.1, 1.7, 1e-9, 99_999.99}) {
            IndicatorRun run = new IndicatorRun(List.of(), indicator());
            run.fold(CandleScript.constant(25, price));
            assertThat(run.value(IndicatorColumn.BBW202)).isZero();
            assertThat(run.value(IndicatorColumn.BBL202)).isEqualTo(price).isEqualTo(run.value(IndicatorColumn.BBU202));
        }
    }

    @Test
    void are_exact_again_as_soon_as_a_crash_has_left_the_window() {
        IndicatorRun crashed = new IndicatorRun(List.of(), indicator());
        crashed.fold(CandleScript.randomWalk(100, 1e8, 1));
        List<Candle> after = CandleScript.randomWalk(40, 1, 1);
        crashed.fold(after);
        double exact = naive(IndicatorColumn.BBW202, after);
        assertThat(crashed.value(IndicatorColumn.BBW202)).isCloseTo(exact, within(1e-14 * exact));
    }

    @Override
    Indicator indicator() {
        return new BollingerBands();
    }

    @Override
    List<IndicatorColumn> columns() {
        return List.of(IndicatorColumn.BBM202, IndicatorColumn.BBL202, IndicatorColumn.BBU202, IndicatorColumn.BBW202);
    }

    @Override
    int firstBar() {
        return 19;
    }

    @Override
    double naive(IndicatorColumn column, List<Candle> bars) {
        double[] closes = Naive.closes(bars);
        BigDecimal mean = Naive.mean(closes, closes.length - 20, 20);
        BigDecimal reach = Naive.deviation(closes, closes.length - 20, 20).multiply(TWO);
        BigDecimal value = switch (column) {
            case BBL202 -> mean.subtract(reach);
            case BBU202 -> mean.add(reach);
            case BBW202 -> reach.multiply(BigDecimal.valueOf(200)).divide(mean, MathContext.DECIMAL64);
            default -> mean;
        };
        return value.doubleValue();
    }

    @Override
    double tolerance(double naive, double close) {
        return 5e-15 * naive;
    }
}
