package io.cryptodata.sinks.connect;

import org.postgresql.util.ByteConverter;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;

/// Doubles as PostgreSQL's [binary numeric](https://github.com/postgres/postgres/blob/REL_17_STABLE/src/backend/utils/adt/numeric.c),
/// with the value that the server's cast from `float8` gives: rounded to 15 significant digits, half to even, without
/// trailing zeros.
///
/// Exact: the product of a double and a power of ten is the sum of two doubles, the rounded product and its error, which
/// `fma` computes. The powers up to 10^22 are doubles.
final class NumericFormat {
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);
    private static final int LAST_DIGIT = DIGITS.getPrecision() - 1;
    /// exponents of ten within which every scale is a double
    private static final int SMALLEST_EXPONENT = -8;
    private static final int LARGEST_EXPONENT = 21;
    private static final double SMALLEST = 1e-8;
    private static final double LARGEST = 1e21;
    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
            1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    /// from the smallest exponent on
    private static final double[] DECADES = decades();
    private static final long[] PADDING = {1, 10, 100, 1000};
    /// log10(2) in 1/4096
    private static final int LOG_OF_TWO = 1233;
    private static final int LOG_BITS = 12;
    private static final double HALF = 0.5;

    private static final int BASE = 10_000;
    private static final int BASE_DIGITS = 4;
    private static final int HEAD = 4 * Short.BYTES;
    private static final int MOST_GROUPS = 5;
    private static final short NEGATIVE = 0x4000;

    private NumericFormat() {}

    /// @param value finite
    static void put(double value, CopyBuffer target) {
        double magnitude = Math.abs(value);
        if (magnitude < SMALLEST || magnitude >= LARGEST) {
            putExtreme(value, target);
            return;
        }
        int scale = LAST_DIGIT - exponentOf(magnitude);
        putDecimal(scaled(magnitude, scale), scale, value < 0 ? NEGATIVE : 0, target);
    }

    private static void putExtreme(double value, CopyBuffer target) {
        BigDecimal decimal = new BigDecimal(value).round(DIGITS);
        target.putBytes(ByteConverter.numeric(decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros()));
    }

    /// The exponent of the first decimal digit.
    private static int exponentOf(double magnitude) {
        int exponent = Math.getExponent(magnitude) * LOG_OF_TWO >> LOG_BITS;
        return magnitude >= DECADES[exponent + 1 - SMALLEST_EXPONENT] ? exponent + 1 : exponent;
    }

    /// The integer nearest to `magnitude * 10^scale`, the even one of two.
    private static long scaled(double magnitude, int scale) {
        double product;
        double error;
        if (scale >= 0) {
            product = magnitude * POWERS[scale];
            error = Math.fma(magnitude, POWERS[scale], -product);
        } else {
            product = magnitude / POWERS[-scale];
            error = Math.fma(-product, POWERS[-scale], magnitude);
        }
        double nearest = Math.rint(product);
        double distance = product - nearest;
        if (distance == HALF && error > 0) {
            nearest++;
        } else if (distance == -HALF && error < 0) {
            nearest--;
        }
        return (long) nearest;
    }

    /// The number `digits * 10^-scale`.
    private static void putDecimal(long digits, int scale, short sign, CopyBuffer target) {
        int padding = -scale & (BASE_DIGITS - 1);
        long groups = digits * PADDING[padding];
        int fraction = (scale + padding) / BASE_DIGITS;
        while (groups % BASE == 0) {
            groups /= BASE;
            fraction--;
        }
        int shown = Math.max(0, fraction * BASE_DIGITS - trailingZeros((int) (groups % BASE)));
        ByteBuffer bytes = target.require(Integer.BYTES + HEAD + MOST_GROUPS * Short.BYTES);
        int count = groupsIn(groups);
        int start = bytes.position();
        bytes.putInt(HEAD + count * Short.BYTES).putShort((short) count).putShort((short) (count - 1 - fraction))
                .putShort(sign).putShort((short) shown);
        for (int end = start + Integer.BYTES + HEAD + (count - 1) * Short.BYTES; count > 0; count--) {
            bytes.putShort(end, (short) (groups % BASE));
            groups /= BASE;
            end -= Short.BYTES;
        }
        bytes.position(start + Integer.BYTES + bytes.getInt(start));
    }

    private static int groupsIn(long groups) {
        int count = 1;
        for (long limit = BASE; count < MOST_GROUPS && groups >= limit; limit *= BASE) {
            count++;
        }
        return count;
    }

    private static int trailingZeros(int group) {
        if (group % 10 != 0) {
            return 0;
        }
        return group % 100 != 0 ? 1 : group % 1000 != 0 ? 2 : 3;
    }

    private static double[] decades() {
        double[] decades = new double[LARGEST_EXPONENT - SMALLEST_EXPONENT + 1];
        for (int i = 0; i < decades.length; i++) {
            decades[i] = Double.parseDouble("1e" + (i + SMALLEST_EXPONENT));
        }
        return decades;
    }
}
