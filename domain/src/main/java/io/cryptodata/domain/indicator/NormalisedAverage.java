package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;

/// An exponential average with weight 1/period that is divided by the sum of its weights so far, so that its first inputs
/// are not biased: `w ← w(1-α), y ← (w·y + x)/(w + 1), w ← w + 1`; absent until `period` inputs were seen.
///
/// Source: pandas `ewm(alpha=1/period, adjust=True, min_periods=period)`, which pandas_ta 0.3.14b0 uses as its `rma`.
/// It is not Wilder's average, which is seeded with a plain mean.
final class NormalisedAverage {
    static final int SIZE = 2 * Double.BYTES + Integer.BYTES;

    private final int period;
    private final double decay;
    private double average;
    private double weight;
    private int seen;
    private double pending;

    NormalisedAverage(int period) {
        this.period = period;
        this.decay = 1 - 1.0 / period;
    }

    /// The average with one more input, NaN while there are too few; permanent only after [#commit()].
    double compute(double input) {
        double past = weight * decay;
        pending = (past * average + input) / (past + 1);
        return seen + 1 < period ? Double.NaN : pending;
    }

    /// The input that was pending at last is now part of the past.
    void commit() {
        average = pending;
        weight = weight * decay + 1;
        seen = Math.min(seen + 1, period);
    }

    void writeTo(ByteBuffer target) {
        target.putDouble(average).putDouble(weight).putInt(seen);
    }

    void readFrom(ByteBuffer source) {
        average = source.getDouble();
        weight = source.getDouble();
        seen = source.getInt();
    }
}
