package io.cryptodata.domain.indicator;

import io.cryptodata.domain.candle.Candle;

import java.util.List;

class BodyRangeTest extends IndicatorContract {
    @Override
    Indicator indicator() {
        return new BodyRange();
    }

    @Override
    List<IndicatorColumn> columns() {
        return List.of(IndicatorColumn.RANGE_PCT);
    }

    @Override
    int firstBar() {
        return 0;
    }

    @Override
    double naive(IndicatorColumn column, List<Candle> bars) {
        Candle bar = bars.getLast();
        return 100 * bar.close() / bar.open() - 100;
    }

    @Override
    double tolerance(double naive, double close) {
        return 1e-12;
    }
}
