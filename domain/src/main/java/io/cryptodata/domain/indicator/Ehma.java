package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;

/// Exponential Hull moving average: `ema13(2*ema90 - ema180)` of the close, 13 being the whole part of √180.
///
/// Both inner averages start as plain means; the outer one starts as its first input, on bar 179, because that is what
/// pandas_ta 0.3.14b0 gives for `ema(2*ema(close, 90) - ema(close, 180), 13)`: its seed is the mean of rows that are
/// all empty. Builds with TA-Lib seed the outer average too and start on bar 191.
final class Ehma implements Indicator.Stateful {
    private static final int PERIOD = 180;
    private static final int SMOOTHING = 13;

    private final SeededAverage half = new SeededAverage(PERIOD / 2, PERIOD / 2);
    private final SeededAverage full = new SeededAverage(PERIOD, PERIOD);
    private final SeededAverage smooth = new SeededAverage(SMOOTHING, 1);
    private boolean smoothed;

    @Override
    public void compute(Bar bar, Closes closes, IndicatorValues values) {
        double difference = 2 * half.compute(bar.close()) - full.compute(bar.close());
        smoothed = !Double.isNaN(difference);
        values.set(IndicatorColumn.EHMA180, smoothed ? smooth.compute(difference) : Double.NaN);
    }

    @Override
    public void commit() {
        half.commit();
        full.commit();
        if (smoothed) {
            smooth.commit();
        }
    }

    @Override
    public String memoryName() {
        return "ehma180";
    }

    @Override
    public int memorySize() {
        return 3 * SeededAverage.SIZE;
    }

    @Override
    public void writeTo(ByteBuffer target) {
        half.writeTo(target);
        full.writeTo(target);
        smooth.writeTo(target);
    }

    @Override
    public void readFrom(ByteBuffer source) {
        half.readFrom(source);
        full.readFrom(source);
        smooth.readFrom(source);
    }
}
