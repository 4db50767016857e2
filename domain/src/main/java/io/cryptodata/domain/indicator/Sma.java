package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;

/// Simple moving average: the mean of the last 200 closes, from a running sum that keeps its rounding errors.
///
/// Source: pandas_ta 0.3.14b0 `sma(close, 200)`, first value on bar 199.
final class Sma implements Indicator.Stateful {
    private static final int PERIOD = 200;

    private final CompensatedSum sum = new CompensatedSum();
    private final CompensatedSum pending = new CompensatedSum();
    private int seen;

    @Override
    public void compute(Bar bar, Closes closes, IndicatorValues values) {
        pending.startWith(sum);
        pending.add(bar.close());
        if (seen == PERIOD) {
            pending.add(-closes.back(PERIOD));
        }
        values.set(IndicatorColumn.SMA200, seen + 1 < PERIOD ? Double.NaN : pending.value() / PERIOD);
    }

    @Override
    public void commit() {
        sum.startWith(pending);
        seen = Math.min(seen + 1, PERIOD);
    }

    @Override
    public String memoryName() {
        return "sma200";
    }

    @Override
    public int memorySize() {
        return CompensatedSum.SIZE + Integer.BYTES;
    }

    @Override
    public void writeTo(ByteBuffer target) {
        sum.writeTo(target);
        target.putInt(seen);
    }

    @Override
    public void readFrom(ByteBuffer source) {
        sum.readFrom(source);
        seen = source.getInt();
    }
}
