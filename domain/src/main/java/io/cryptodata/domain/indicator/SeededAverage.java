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
    private double pending;

    /// @param seed the number of inputs of the first mean, at least 1
    SeededAverage(int period, int seed) {
        this.seed = seed;
        this.weight = 2.0 / (period + 1);
    }

    /// The average with one more input, NaN while there are too few; permanent only after [#commit()].
    double compute(double input) {
        if (seen >= seed) {
            pending = memory + weight * (input - memory);
            return pending;
        }
        boolean seeded = seen + 1 == seed;
        pending = seeded ? (memory + input) / seed : memory + input;
        return seeded ? pending : Double.NaN;
    }

    /// The input that was pending at last is now part of the past.
    void commit() {
        memory = pending;
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
