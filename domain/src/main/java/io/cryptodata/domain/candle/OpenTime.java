package io.cryptodata.domain.candle;

import java.time.Instant;
import java.util.OptionalLong;

/// Converts a venue's number to a time. Venues have changed their unit without notice, so the unit follows from the range:
/// from 2009 to 2100 the numbers of seconds, milli-, micro- and nanoseconds do not overlap.
final class OpenTime {
    private static final long FIRST_SECOND = Instant.parse("2009-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();
    private static final long THOUSAND = 1_000;
    private static final long MILLION = 1_000_000;
    private static final long MILLIS_PER_HOUR = 3_600_000;

    private OpenTime() {}

    /// Milliseconds since 1970-01-01T00Z; empty if the number is out of range in every unit, or is not a whole
    /// millisecond.
    static OptionalLong millisOf(long number) {
        if (isWithin(number, 1)) {
            return OptionalLong.of(number * THOUSAND);
        }
        if (isWithin(number, THOUSAND)) {
            return OptionalLong.of(number);
        }
        if (isWithin(number, MILLION)) {
            return wholeMillis(number, THOUSAND);
        }
        return isWithin(number, MILLION * THOUSAND) ? wholeMillis(number, MILLION) : OptionalLong.empty();
    }

    static boolean isOnTheHour(long millis) {
        return Math.floorMod(millis, MILLIS_PER_HOUR) == 0;
    }

    static long epochHourOf(long millis) {
        return Math.floorDiv(millis, MILLIS_PER_HOUR);
    }

    private static OptionalLong wholeMillis(long number, long unitsPerMilli) {
        return number % unitsPerMilli == 0 ? OptionalLong.of(number / unitsPerMilli) : OptionalLong.empty();
    }

    private static boolean isWithin(long number, long unitsPerSecond) {
        return number >= FIRST_SECOND * unitsPerSecond && number < LAST_SECOND * unitsPerSecond;
    }
}
