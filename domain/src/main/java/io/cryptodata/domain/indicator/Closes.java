package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;

/// The closes of the last 200 completed bars of one timeframe, shared by all indicators.
///
/// Each close is kept twice, 200 places apart, so that any window is contiguous.
final class Closes {
    static final int CAPACITY = 200;

    private final double[] twice = new double[2 * CAPACITY];
    /// where the next close goes; the newest window ends (exclusive) at `next + CAPACITY`
    private int next;
    private int count;

    /// The number of closes, at most [#CAPACITY].
    int count() {
        return count;
    }

    /// A former close.
    ///
    /// @param barsAgo 1 for the last completed bar, at most [#count()]
    double back(int barsAgo) {
        return twice[next + CAPACITY - barsAgo];
    }

    void add(double close) {
        twice[next] = close;
        twice[next + CAPACITY] = close;
        next = next + 1 == CAPACITY ? 0 : next + 1;
        count = Math.min(count + 1, CAPACITY);
    }

    /// The sum of `close - pivot` over the last `bars` closes.
    double sumOfDifferences(int bars, double pivot) {
        int end = next + CAPACITY;
        double even = 0;
        double odd = 0;
        int i = end - bars;
        for (; i < end - 1; i += 2) {
            even += twice[i] - pivot;
            odd += twice[i + 1] - pivot;
        }
        return i < end ? even + odd + (twice[i] - pivot) : even + odd;
    }

    /// The sum of `(close - pivot)²` over the last `bars` closes.
    double sumOfSquares(int bars, double pivot) {
        int end = next + CAPACITY;
        double even = 0;
        double odd = 0;
        int i = end - bars;
        for (; i < end - 1; i += 2) {
            even += square(twice[i] - pivot);
            odd += square(twice[i + 1] - pivot);
        }
        return i < end ? even + odd + square(twice[i] - pivot) : even + odd;
    }

    int size() {
        return Integer.BYTES + count * Double.BYTES;
    }

    void writeTo(ByteBuffer target) {
        target.putInt(count);
        target.asDoubleBuffer().put(twice, next + CAPACITY - count, count);
        target.position(target.position() + count * Double.BYTES);
    }

    /// @throws IllegalArgumentException if the number of closes is impossible
    void readFrom(ByteBuffer source) {
        int stored = source.getInt();
        if (stored < 0 || stored > CAPACITY) {
            throw new IllegalArgumentException(
                    "the number of closes must be 0 to " + CAPACITY + ", but the state has " + stored);
        }
        source.asDoubleBuffer().get(twice, 0, stored);
        source.position(source.position() + stored * Double.BYTES);
        System.arraycopy(twice, 0, twice, CAPACITY, stored);
        count = stored;
        next = stored == CAPACITY ? 0 : stored;
    }

    private static double square(double number) {
        return number * number;
    }
}
