package io.cryptodata.domain.indicator;

import io.cryptodata.domain.candle.Candle;

import java.util.List;

class HighLowRangeTest extends IndicatorContract {
    @Override
    Indicator indicator() {
        return new HighLowRange();
    }

    @Override
    List<IndicatorColumn> columns() {
        return List.of(IndicatorColumn.HIGH_LOW_RANGE_PCT);
    }

    @Override
    int firstBar() {
        return 0;
    }

    @Override
    double naive(IndicatorColumn column, List<Candle> bars) {
        Candle bar = bars.getLast();
        return 100 * bar.high() / bar.low() - 100;
    }

    @Override
    double tolerance(double naive, double close) {
        return 1e-12;
    }
}
