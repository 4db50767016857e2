package io.cryptodata.domain.indicator;

import io.cryptodata.domain.candle.Candle;

import java.util.List;

class EhmaTest extends IndicatorContract {
    @Override
    Indicator indicator() {
        return new Ehma();
    }

    @Override
    List<IndicatorColumn> columns() {
        return List.of(IndicatorColumn.EHMA180);
    }

    @Override
    int firstBar() {
        return 179;
    }

    @Override
    double naive(IndicatorColumn column, List<Candle> bars) {
        double[] closes = Naive.closes(bars);
        double[] differences = new double[closes.length];
        int last = closes.length - 1;
        int first = Math.max(firstBar(), last - 250);
        for (int i = first; i <= last; i++) {
            differences[i] = 2 * Naive.exponential(closes, 0, i, 90, 90) - Naive.exponential(closes, 0, i, 180, 180);
        }
        return Naive.exponential(differences, first, last, 13, 1);
    }

    @Override
    double tolerance(double naive, double close) {
        return 1e-11 * naive;
    }
}
