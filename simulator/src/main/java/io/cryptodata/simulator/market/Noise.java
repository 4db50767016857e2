package io.cryptodata.simulator.market;

/// Repeatable randomness by position: the same (seed, position) always gives the same number, in O(1) and in any order.
public record Noise(long seed) {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    /// Uniform in [0, 1).
    public double at(long position) {
        return (mixed(seed ^ mixed(position)) >>> 11) * 0x1.0p-53;
    }

    /// An independent one beside this one.
    public Noise branch(long number) {
        return new Noise(mixed(seed + number * 0x9E3779B97F4A7C15L));
    }

    /// An independent one for whatever has this name.
    public Noise branch(String name) {
        return branch(numberOf(name));
    }

    /// A number between `from` and `to`, both inclusive.
    public long between(long position, long from, long to) {
        return from + (long) (at(position) * (to - from + 1));
    }

    /// A smooth curve in [-1, 1] through one random point every `period` positions.
    public double curve(long position, long period) {
        long knot = Math.floorDiv(position, period);
        double way = (double) Math.floorMod(position, period) / period;
        double eased = way * way * (3 - 2 * way);
        return 2 * (at(knot) * (1 - eased) + at(knot + 1) * eased) - 1;
    }

    /// A number for a text, by the FNV-1a hash.
    public static long numberOf(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return mixed(hash);
    }

    /// The finalizer of Steele, Lea and Flood's SplitMix64: every input bit moves every output bit.
    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
