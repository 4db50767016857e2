package io.cryptodata.domain.indicator;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.candle.Candle;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class TdSequentialTest extends IndicatorContract {
    @Test
    void counts_to_13_and_stays_there_until_the_run_breaks() {
        IndicatorRun run = new IndicatorRun(List.of(), indicator());
        List<Double> counts = IntStream.range(0, 20).mapToObj(i -> {
            run.fold(CandleScript.constant(1, 10 + i));
            return run.value(IndicatorColumn.TD_SEQ_UP);
        }).toList();
        assertThat(counts).containsExactly(0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0,
                12.0, 13.0, 13.0, 13.0, 13.0);
        run.fold(CandleScript.constant(1, 5));
        assertThat(run.value(IndicatorColumn.TD_SEQ_UP)).isZero();
        assertThat(run.value(IndicatorColumn.TD_SEQ_DOWN)).isEqualTo(1);
    }

    @Test
    void an_equal_close_resets_both_counts() {
        IndicatorRun run = new IndicatorRun(List.of(), indicator());
        run.fold(CandleScript.constant(4, 10));
        run.fold(CandleScript.constant(2, 11));
        assertThat(run.value(IndicatorColumn.TD_SEQ_UP)).isEqualTo(2);
        run.fold(CandleScript.constant(1, 10));
        assertThat(run.value(IndicatorColumn.TD_SEQ_UP)).isZero();
        assertThat(run.value(IndicatorColumn.TD_SEQ_DOWN)).isZero();
    }

    @Override
    Indicator indicator() {
        return new TdSequential();
    }

    @Override
    List<IndicatorColumn> columns() {
        return List.of(IndicatorColumn.TD_SEQ_UP, IndicatorColumn.TD_SEQ_DOWN);
    }

    @Override
    int firstBar() {
        return 0;
    }

    @Override
    double naive(IndicatorColumn column, List<Candle> bars) {
        double[] closes = Naive.closes(bars);
        double sign = column == IndicatorColumn.TD_SEQ_UP ? 1 : -1;
        int run = 0;
        for (int i = closes.length - 1; i >= 4 && sign * closes[i] > sign * closes[i - 4]; i--) {
            run++;
        }
        return Math.min(run, 13);
    }

    @Override
    double tolerance(double naive, double close) {
        return 0;
    }
}
