package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;

/// An exponential average that starts as the plain mean of its first inputs: then `y += 2/(period+1) * (x - y)`.
final class SeededAverage {
    static final int SIZE = Double.BYTES + Integer.BYTES;

    private final int seed;
    private final double weight;
    /// the sum of the inputs while fewer than `seed` were seen, the average afterwards
    private double memory;
    private int seen;
    private double looked;

    /// @param seed of how many inputs the first average is the mean, 1 or more
    SeededAverage(int period, int seed) {
        this.seed = seed;
        this.weight = 2.0 / (period + 1);
    }

    /// The average with one more input, NaN while there are too few; remembered only by [#commit()].
    double compute(double input) {
        if (seen >= seed) {
            looked = memory + weight * (input - memory);
            return looked;
        }
        boolean seeded = seen + 1 == seed;
        looked = seeded ? (memory + input) / seed : memory + input;
        return seeded ? looked : Double.NaN;
    }

    /// The input that was looked at last is now part of the past.
    void commit() {
        memory = looked;
        seen = Math.min(seen + 1, seed);
    }

    void writeTo(ByteBuffer target) {
        target.putDouble(memory).putInt(seen);
    }

    void readFrom(ByteBuffer source) {
        memory = source.getDouble();
        seen = source.getInt();
    }
}
