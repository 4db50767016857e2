package io.cryptodata.simulator.market;

/// A counter-based random number generator: the same (seed, position) always gives the same number, in O(1) and in any
/// order.
public record SeededRandom(long seed) {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    /// Uniform in [0, 1).
    public double at(long position) {
        return (mix(seed ^ mix(position)) >>> 11) * 0x1.0p-53;
    }

    /// An independent generator, by number.
    public SeededRandom branch(long number) {
        return new SeededRandom(mix(seed + number * 0x9E3779B97F4A7C15L));
    }

    /// An independent generator, by name.
    public SeededRandom branch(String name) {
        return branch(hash(name));
    }

    /// An integer between `from` and `to`, both inclusive.
    public long between(long position, long from, long to) {
        return from + (long) (at(position) * (to - from + 1));
    }

    /// Value noise in [-1, 1]: a smooth curve through one random point every `period` positions.
    public double curve(long position, long period) {
        long knot = Math.floorDiv(position, period);
        double fraction = (double) Math.floorMod(position, period) / period;
        double eased = fraction * fraction * (3 - 2 * fraction);
        return 2 * (at(knot) * (1 - eased) + at(knot + 1) * eased) - 1;
    }

    /// The FNV-1a hash of a text, mixed.
    public static long hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /// The finalizer of SplitMix64 (Steele, Lea and Flood): every input bit affects every output bit.
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
