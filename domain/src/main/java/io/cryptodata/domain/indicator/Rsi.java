package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;

/// Relative strength index: `100 * gains / (gains + losses)`, each the [NormalisedAverage] over 14 of the rises and
/// falls of the close; absent while nothing has moved yet.
///
/// Source: pandas_ta 0.3.14b0 `rsi(close, 14)`, first value on bar 14. Wilder's own seed differs in the first 200 bars.
final class Rsi implements Indicator.Stateful {
    private static final int PERIOD = 14;

    private final NormalisedAverage gains = new NormalisedAverage(PERIOD);
    private final NormalisedAverage losses = new NormalisedAverage(PERIOD);
    private boolean moved;

    @Override
    public void compute(Bar bar, Closes closes, IndicatorValues values) {
        moved = closes.count() > 0;
        if (!moved) {
            values.clear(IndicatorColumn.RSI14);
            return;
        }
        double move = bar.close() - closes.back(1);
        double gain = gains.compute(Math.max(move, 0));
        double loss = losses.compute(Math.max(-move, 0));
        values.set(IndicatorColumn.RSI14, 100 * gain / (gain + loss));
    }

    @Override
    public void commit() {
        if (moved) {
            gains.commit();
            losses.commit();
        }
    }

    @Override
    public String memoryName() {
        return "rsi14";
    }

    @Override
    public int memorySize() {
        return 2 * NormalisedAverage.SIZE;
    }

    @Override
    public void writeTo(ByteBuffer target) {
        gains.writeTo(target);
        losses.writeTo(target);
    }

    @Override
    public void readFrom(ByteBuffer source) {
        gains.readFrom(source);
        losses.readFrom(source);
    }
}
