package io.cryptodata.domain.indicator;

/// Range of the bar: `(high - low) / low * 100`.
record HighLowRange() implements Indicator.Stateless {
    @Override
    public void compute(Bar bar, Closes closes, IndicatorValues values) {
        values.set(IndicatorColumn.HIGH_LOW_RANGE_PCT, (bar.high() - bar.low()) / bar.low() * 100);
    }
}
