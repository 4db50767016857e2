package io.cryptodata.domain.indicator;

/// Change within the bar: `(close - open) / open * 100`.
record BodyRange() implements Indicator.Stateless {
    @Override
    public void compute(Bar bar, Closes closes, IndicatorValues values) {
        values.set(IndicatorColumn.RANGE_PCT, (bar.close() - bar.open()) / bar.open() * 100);
    }
}
