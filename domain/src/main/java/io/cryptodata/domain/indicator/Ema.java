package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;

/// Exponential moving average of the close: the mean of the first `period` closes, then
/// `y += 2/(period+1) * (close - y)`.
///
/// Source: pandas_ta 0.3.14b0 `ema(close, length)`, first value on bar `length - 1`.
final class Ema implements Indicator.Stateful {
    private final IndicatorColumn column;
    private final SeededAverage average;

    Ema(IndicatorColumn column, int period) {
        this.column = column;
        this.average = new SeededAverage(period, period);
    }

    @Override
    public void compute(Bar bar, Closes closes, IndicatorValues values) {
        values.set(column, average.compute(bar.close()));
    }

    @Override
    public void commit() {
        average.commit();
    }

    @Override
    public String memoryName() {
        return column.column();
    }

    @Override
    public int memorySize() {
        return SeededAverage.SIZE;
    }

    @Override
    public void writeTo(ByteBuffer target) {
        average.writeTo(target);
    }

    @Override
    public void readFrom(ByteBuffer source) {
        average.readFrom(source);
    }
}
