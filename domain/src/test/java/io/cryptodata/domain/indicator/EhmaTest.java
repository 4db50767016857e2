package io.cryptodata.domain.indicator;

import io.cryptodata.domain.candle.Candle;

import java.util.ArrayList;
import java.util.List;

class EhmaTest extends IndicatorContract {
    private final List<Double> differences = new ArrayList<>();

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

    /// Called for every bar of one history in turn, so the differences of former bars are cached.
    @Override
    double naive(IndicatorColumn column, List<Candle> bars) {
        double[] closes = Naive.closes(bars);
        for (int i = firstBar() + differences.size(); i < closes.length; i++) {
            differences.add(2 * Naive.exponential(closes, 0, i, 90, 90) - Naive.exponential(closes, 0, i, 180, 180));
        }
        double[] all = differences.stream().mapToDouble(Double::doubleValue).toArray();
        return Naive.exponential(all, 0, all.length - 1, 13, 1);
    }

    @Override
    double tolerance(double naive, double close) {
        return 1e-11 * naive;
    }
}
