package io.cryptodata.domain.indicator;

/// Bollinger bands: the mean of the last 20 closes, two population standard deviations to either side, and the width in
/// percent of the mean.
///
/// Source: pandas_ta 0.3.14b0 `bbands(close, 20, 2.0)`, first value on bar 19. The deviation is computed from the 20
/// closes in two passes: a running variance accumulates rounding errors and can become negative. The mean is computed as a
/// distance from the newest close, so that a flat window has a width of exactly 0.
record BollingerBands() implements Indicator.Stateless {
    private static final int PERIOD = 20;
    private static final int BEFORE = PERIOD - 1;

    @Override
    public void compute(Bar bar, Closes closes, IndicatorValues values) {
        if (closes.count() < BEFORE) {
            values.clear(IndicatorColumn.BBM202);
            values.clear(IndicatorColumn.BBL202);
            values.clear(IndicatorColumn.BBU202);
            values.clear(IndicatorColumn.BBW202);
            return;
        }
        double close = bar.close();
        double mean = close + closes.sumOfDifferences(BEFORE, close) / PERIOD;
        double squares = closes.sumOfSquares(BEFORE, mean) + (close - mean) * (close - mean);
        double reach = 2 * Math.sqrt(squares / PERIOD);
        values.set(IndicatorColumn.BBM202, mean);
        values.set(IndicatorColumn.BBL202, mean - reach);
        values.set(IndicatorColumn.BBU202, mean + reach);
        values.set(IndicatorColumn.BBW202, 100 * (2 * reach) / mean);
    }
}
