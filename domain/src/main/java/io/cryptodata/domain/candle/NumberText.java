package io.cryptodata.domain.candle;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/// A number in a venue's text, parsed strictly: `null`, `-`, an empty text, `NaN`, `Infinity`, hexadecimal and what a double
/// cannot represent are rejected.
record NumberText(double value, int significantDigits) {
    /// A decimal of this many significant digits survives the conversion to a double and back.
    static final int EXACT_DIGITS = 15;

    private static final int LONGEST = 100;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");

    /// Null if the text is not a number that a double can represent.
    static @Nullable NumberText read(String text) {
        if (text.length() > LONGEST || !DECIMAL.matcher(text).matches()) {
            return null;
        }
        double value = Double.parseDouble(text);
        int digits = significantDigits(text);
        boolean fellToZero = value == 0 && digits > 0;
        return Double.isFinite(value) && !fellToZero ? new NumberText(value, digits) : null;
    }

    boolean isLong() {
        return significantDigits > EXACT_DIGITS;
    }

    /// Digits from the first to the last one that is not zero, inclusive; 0 for a zero.
    private static int significantDigits(String text) {
        int seen = 0;
        int significant = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                break;
            }
            if (c >= '0' && c <= '9' && (seen > 0 || c != '0')) {
                seen++;
                significant = c == '0' ? significant : seen;
            }
        }
        return significant;
    }
}
