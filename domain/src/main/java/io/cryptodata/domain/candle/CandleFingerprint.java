package io.cryptodata.domain.candle;

/// A hash of an hour's values that distinguishes two versions without storing them: 64 bits of its open, high, low, close
/// and volume. Equal values have equal fingerprints; different versions collide in one of 2^64 cases.
///
/// It is stored on the topic `ledger`, so the algorithm must never change: starting with 0, the bits of each of the five
/// doubles are added in this order together with the fraction of the golden ratio, and the sum is mixed by two rounds of
/// shift, exclusive-or and multiply and a last shift, so that every bit affects every other.
public final class CandleFingerprint {
    private static final long GOLDEN_FRACTION = 0x9E3779B97F4A7C15L;
    private static final long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;
    private static final long SECOND_FACTOR = 0x94D049BB133111EBL;

    private CandleFingerprint() {}

    /// Market, hour and revision are not part of it.
    public static long of(Candle candle) {
        long print = with(0, candle.open());
        print = with(print, candle.high());
        print = with(print, candle.low());
        print = with(print, candle.close());
        return with(print, candle.volume());
    }

    private static long with(long print, double value) {
        // + 0.0: both zeros are one value
        return mixed(print + GOLDEN_FRACTION + Double.doubleToLongBits(value + 0.0));
    }

    private static long mixed(long bits) {
        long once = (bits ^ (bits >>> 30)) * FIRST_FACTOR;
        long twice = (once ^ (once >>> 27)) * SECOND_FACTOR;
        return twice ^ (twice >>> 31);
    }
}
