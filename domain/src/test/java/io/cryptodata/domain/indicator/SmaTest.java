package io.cryptodata.domain.indicator;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.candle.Candle;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SmaTest extends IndicatorContract {
    @Test
    void a_bad_tick_has_no_effect_once_it_has_left_the_window() {
        IndicatorRun run = new IndicatorRun(List.of(), indicator());
        run.fold(CandleScript.constant(50, 0.3));
        run.fold(CandleScript.constant(1, 3e9));
        run.fold(CandleScript.constant(200, 0.3));
        assertThat(run.value(IndicatorColumn.SMA200)).isCloseTo(0.3, within(1e-16));
    }

    @Override
    Indicator indicator() {
        return new Sma();
    }

    @Override
    List<IndicatorColumn> columns() {
        return List.of(IndicatorColumn.SMA200);
    }

    @Override
    int firstBar() {
        return 199;
    }

    @Override
    double naive(IndicatorColumn column, List<Candle> bars) {
        return Naive.mean(Naive.closes(bars), bars.size() - 200, 200).doubleValue();
    }

    @Override
    double tolerance(double naive, double close) {
        return 4e-16 * naive;
    }
}
