package io.cryptodata.domain.indicator;

import io.cryptodata.domain.candle.Candle;

import java.util.List;

/// The contract of every exponential moving average.
abstract class EmaContract extends IndicatorContract {
    private final IndicatorColumn column;
    private final int period;

    EmaContract(IndicatorColumn column, int period) {
        this.column = column;
        this.period = period;
    }

    @Override
    Indicator indicator() {
        return new Ema(column, period);
    }

    @Override
    List<IndicatorColumn> columns() {
        return List.of(column);
    }

    @Override
    int firstBar() {
        return period - 1;
    }

    @Override
    double naive(IndicatorColumn any, List<Candle> bars) {
        return Naive.exponential(Naive.closes(bars), 0, bars.size() - 1, period, period);
    }

    @Override
    double tolerance(double naive, double close) {
        return 1e-12 * naive;
    }
}
