package io.cryptodata.simulator.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Parses the timestamps of candle files: ISO-8601 with `T` or a space, UTC by default, or seconds or milliseconds since
/// 1970.
final class TimestampParser {
    private static final int SECONDS_DIGITS = 10;
    private static final int MILLIS_DIGITS = 13;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private TimestampParser() {}

    /// Milliseconds since 1970-01-01T00Z.
    ///
    /// @throws DateTimeException if the text has another form
    static long parseMillis(String text) {
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return switch (text.length()) {
                case SECONDS_DIGITS -> Long.parseLong(text) * 1000;
                case MILLIS_DIGITS -> Long.parseLong(text);
                default -> throw new DateTimeException("neither seconds nor milliseconds");
            };
        }
        Instant time = instant(text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text);
        // a fraction of a millisecond off the hour must not be rounded to the hour
        return time.toEpochMilli() + (time.getNano() % NANOS_PER_MILLI == 0 ? 0 : 1);
    }

    private static Instant instant(String text) {
        if (text.endsWith("Z")) {
            return Instant.parse(text);
        }
        boolean hasOffset = text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
        return hasOffset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
