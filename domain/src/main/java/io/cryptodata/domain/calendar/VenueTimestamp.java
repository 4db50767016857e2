package io.cryptodata.domain.calendar;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// The one conversion of a venue's number to a time, for every time that a venue sends. Venues have changed their unit
/// without notice, so the unit follows from the range: from [#FIRST] to [#END] the numbers of seconds, milli-, micro- and
/// nanoseconds do not overlap.
public final class VenueTimestamp {
    /// No earlier time is valid: before the first block of bitcoin there was no market.
    public static final Instant FIRST = Instant.parse("2009-01-01T00:00:00Z");
    /// No valid time is at or after this.
    public static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    private static final Instant CENTURY_LATER = Instant.parse("2200-01-01T00:00:00Z");
    private static final long MILLIS_PER_HOUR = 3_600_000;
    /// how many digits a number of seconds has before its milliseconds, then of milli-, micro- and nanoseconds
    private static final List<Integer> SHIFTS = List.of(3, 0, -3, -6);
    private static final int LONGEST = 40;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d{1,2})?");

    private VenueTimestamp() {}

    /// The number that a text is, as in `1767225600`, `1767225600000.0` or `1.7672256E12`; null if it is none.
    public static @Nullable BigDecimal number(String text) {
        return text.length() <= LONGEST && DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /// Milliseconds since 1970-01-01T00Z; empty if the number is out of range in every unit, or is not a whole
    /// millisecond.
    public static OptionalLong millisOf(long number) {
        return exactMillisOf(BigDecimal.valueOf(number));
    }

    /// As [#millisOf(long)], for a number that may have a fraction.
    public static OptionalLong exactMillisOf(BigDecimal number) {
        BigDecimal millis = inRange(number);
        return millis != null && millis.stripTrailingZeros().scale() <= 0
                ? OptionalLong.of(millis.longValueExact())
                : OptionalLong.empty();
    }

    /// Milliseconds since 1970-01-01T00Z, without the fraction of a millisecond; empty if the number is out of range in
    /// every unit.
    public static OptionalLong wholeMillisOf(BigDecimal number) {
        BigDecimal millis = inRange(number);
        return millis == null
                ? OptionalLong.empty()
                : OptionalLong.of(millis.setScale(0, RoundingMode.FLOOR).longValueExact());
    }

    public static boolean isOnTheHour(long millis) {
        return Math.floorMod(millis, MILLIS_PER_HOUR) == 0;
    }

    public static long epochHourOf(long millis) {
        return Math.floorDiv(millis, MILLIS_PER_HOUR);
    }

    /// Whether the number is a time in the hundred years from [#END] on, in whatever unit. Their numbers do not overlap with each
    /// other, nor with those of valid times.
    public static boolean isInCenturyAfterEnd(BigDecimal number) {
        return SHIFTS.stream().map(number::scaleByPowerOfTen).anyMatch(millis -> isBetween(millis, END, CENTURY_LATER));
    }

    private static @Nullable BigDecimal inRange(BigDecimal number) {
        return SHIFTS.stream().map(number::scaleByPowerOfTen).filter(VenueTimestamp::isValid).findFirst().orElse(null);
    }

    private static boolean isValid(BigDecimal millis) {
        return isBetween(millis, FIRST, END);
    }

    private static boolean isBetween(BigDecimal millis, Instant from, Instant to) {
        return millis.compareTo(BigDecimal.valueOf(from.toEpochMilli())) >= 0
                && millis.compareTo(BigDecimal.valueOf(to.toEpochMilli())) < 0;
    }
}
