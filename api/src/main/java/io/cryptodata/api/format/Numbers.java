package io.cryptodata.api.format;

import java.math.BigDecimal;

/// Doubles as text.
public final class Numbers {
    private Numbers() {}

    /// The shortest text of this double, without an exponent and without needless zeros: `0.00000012`, `100`, `-3.5`.
    ///
    /// @param value finite
    public static String plain(double value) {
        BigDecimal shortest = BigDecimal.valueOf(value).stripTrailingZeros();
        return shortest.toPlainString();
    }
}
