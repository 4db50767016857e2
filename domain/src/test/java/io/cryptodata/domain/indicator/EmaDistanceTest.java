package io.cryptodata.domain.indicator;

import io.cryptodata.domain.candle.Candle;

import java.util.List;

class EmaDistanceTest extends IndicatorContract {
    @Override
    Indicator indicator() {
        return new EmaDistance();
    }

    @Override
    List<Indicator> before() {
        return List.of(new Ema(IndicatorColumn.EMA200, 200));
    }

    @Override
    List<IndicatorColumn> columns() {
        return List.of(IndicatorColumn.DIFF_EMA200_PCT);
    }

    @Override
    int firstBar() {
        return 199;
    }

    @Override
    double naive(IndicatorColumn column, List<Candle> bars) {
        double average = Naive.exponential(Naive.closes(bars), 0, bars.size() - 1, 200, 200);
        return 100 - 100 * average / bars.getLast().close();
    }

    @Override
    double tolerance(double naive, double close) {
        return 1e-10;
    }
}
