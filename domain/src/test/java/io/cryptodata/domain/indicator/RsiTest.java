package io.cryptodata.domain.indicator;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.candle.Candle;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RsiTest extends IndicatorContract {
    @Test
    void is_absent_while_nothing_has_moved() {
        IndicatorRun run = new IndicatorRun(List.of(), indicator());
        run.fold(CandleScript.constant(100, 5));
        assertThat(run.value(IndicatorColumn.RSI14)).isNaN();
        run.fold(CandleScript.constant(1, 6));
        assertThat(run.value(IndicatorColumn.RSI14)).isEqualTo(100);
    }

    @Test
    void is_0_while_the_price_only_falls() {
        IndicatorRun run = new IndicatorRun(List.of(), indicator());
        run.fold(IntStream.range(0, 50).mapToObj(i -> CandleScript.constant(1, 100 - i).getFirst()).toList());
        assertThat(run.value(IndicatorColumn.RSI14)).isZero();
    }

    @Test
    void freezes_with_a_price_that_stops_moving() {
        IndicatorRun run = new IndicatorRun(List.of(), indicator());
        run.fold(CandleScript.randomWalk(300));
        double close = CandleScript.randomWalk(300).getLast().close();
        run.fold(CandleScript.constant(1, close));
        double frozen = run.value(IndicatorColumn.RSI14);
        run.fold(CandleScript.constant(200, close));
        assertThat(run.value(IndicatorColumn.RSI14)).isCloseTo(frozen, within(1e-12));
    }

    @Override
    Indicator indicator() {
        return new Rsi();
    }

    @Override
    List<IndicatorColumn> columns() {
        return List.of(IndicatorColumn.RSI14);
    }

    @Override
    int firstBar() {
        return 14;
    }

    @Override
    double naive(IndicatorColumn column, List<Candle> bars) {
        double[] closes = Naive.closes(bars);
        double[] gains = new double[closes.length];
        double[] losses = new double[closes.length];
        for (int i = 1; i < closes.length; i++) {
            gains[i] = Math.max(closes[i] - closes[i - 1], 0);
            losses[i] = Math.max(closes[i - 1] - closes[i], 0);
        }
        double gain = Naive.normalised(gains, 1, closes.length - 1, 14);
        double loss = Naive.normalised(losses, 1, closes.length - 1, 14);
        return 100 * gain / (gain + loss);
    }

    @Override
    double tolerance(double naive, double close) {
        return 1e-11;
    }
}
