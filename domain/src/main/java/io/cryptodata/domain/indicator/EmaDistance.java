package io.cryptodata.domain.indicator;

/// Distance of the close from `ema200` in percent of the close: `(close - ema200) / close * 100`.
record EmaDistance() implements Indicator.Stateless {
    @Override
    public void compute(Bar bar, Closes closes, IndicatorValues values) {
        double close = bar.close();
        double average = values.get(IndicatorColumn.EMA200);
        values.set(IndicatorColumn.DIFF_EMA200_PCT, (close - average) / close * 100);
    }
}
