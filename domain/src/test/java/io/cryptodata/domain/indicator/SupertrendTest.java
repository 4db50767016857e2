package io.cryptodata.domain.indicator;

import io.cryptodata.domain.candle.Candle;

import java.util.List;

class SupertrendTest extends IndicatorContract {
    @Override
    Indicator indicator() {
        return new Supertrend();
    }

    @Override
    List<IndicatorColumn> columns() {
        return List.of(IndicatorColumn.ST73);
    }

    @Override
    int firstBar() {
        return 7;
    }

    /// All bands of the whole history first, then the trend from bar to bar.
    @Override
    double naive(IndicatorColumn column, List<Candle> bars) {
        int size = bars.size();
        double[] upper = new double[size];
        double[] lower = new double[size];
        double[] ranges = trueRanges(bars);
        for (int i = firstBar(); i < size; i++) {
            double reach = 3 * Naive.normalised(ranges, 1, i, 7);
            upper[i] = (bars.get(i).high() + bars.get(i).low()) / 2 + reach;
            lower[i] = (bars.get(i).high() + bars.get(i).low()) / 2 - reach;
        }
        int direction = 1;
        for (int i = firstBar() + 1; i < size; i++) {
            double close = bars.get(i).close();
            if (close > upper[i - 1]) {
                direction = 1;
            } else if (close < lower[i - 1]) {
                direction = -1;
            } else if (direction > 0) {
                lower[i] = Math.max(lower[i], lower[i - 1]);
            } else {
                upper[i] = Math.min(upper[i], upper[i - 1]);
            }
        }
        return direction > 0 ? lower[size - 1] : upper[size - 1];
    }

    @Override
    double tolerance(double naive, double close) {
        return 1e-13 * close;
    }

    private static double[] trueRanges(List<Candle> bars) {
        double[] ranges = new double[bars.size()];
        for (int i = 1; i < ranges.length; i++) {
            double former = bars.get(i - 1).close();
            ranges[i] = Math.max(bars.get(i).high(), former) - Math.min(bars.get(i).low(), former);
        }
        return ranges;
    }
}
