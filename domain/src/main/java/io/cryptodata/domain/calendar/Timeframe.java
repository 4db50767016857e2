package io.cryptodata.domain.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The timeframes, shortest first, and where their buckets start: UTC, equal to TimescaleDB's `time_bucket`.
///
/// Hours and days start at midnight; three-day buckets are counted from Monday 2000-01-03; weeks start on Monday; months
/// are calendar months. Times inside are *epoch hours*: whole hours since 1970-01-01T00Z.
public enum Timeframe {
    H1("1h", 1), H2("2h", 2), H4("4h", 4), H12("12h", 12), D1("1d", 24), D3("3d", 72), W1("1w", 168), M1("1m", 0);

    /// All except the hourly one, shortest first.
    public static final List<Timeframe> LONGER = Arrays.stream(values()).filter(each -> each != H1).toList();

    private static final long HOURS_PER_DAY = 24;
    private static final long SECONDS_PER_HOUR = 3600;
    /// Monday 2000-01-03T00Z, the origin of every fixed width
    private static final long ORIGIN = LocalDate.of(2000, 1, 3).toEpochDay() * HOURS_PER_DAY;

    private final String code;
    private final long hours;

    Timeframe(String code, long hours) {
        this.code = code;
        this.hours = hours;
    }

    /// The timeframe's name on topics and in the database: `1h` … `1w`, and `1m` for the calendar month.
    public String code() {
        return code;
    }

    /// The inverse of [#code()].
    ///
    /// @throws IllegalArgumentException naming all codes, if it is none of them
    public static Timeframe ofCode(String code) {
        for (Timeframe timeframe : values()) {
            if (timeframe.code.equals(code)) {
                return timeframe;
            }
        }
        throw new IllegalArgumentException("timeframe must be one of " + codes() + ", but was '" + code + "'");
    }

    private static String codes() {
        return Arrays.stream(values()).map(Timeframe::code).collect(Collectors.joining(" "));
    }

    /// The first hour of the bucket that contains `epochHour`.
    public long floor(long epochHour) {
        return this == M1
                ? dayOf(epochHour).withDayOfMonth(1).toEpochDay() * HOURS_PER_DAY
                : epochHour - Math.floorMod(epochHour - ORIGIN, hours);
    }

    /// The first hour of the bucket after the one that starts at `bucketStart`.
    ///
    /// @param bucketStart an epoch hour at which a bucket starts
    public long next(long bucketStart) {
        return this == M1 ? dayOf(bucketStart).plusMonths(1).toEpochDay() * HOURS_PER_DAY : bucketStart + hours;
    }

    /// The start of the bucket that contains `time`.
    public Instant floor(Instant time) {
        return instantOf(floor(epochHourOf(time)));
    }

    /// The end (exclusive) of the bucket that contains `time`.
    public Instant end(Instant time) {
        return instantOf(next(floor(epochHourOf(time))));
    }

    /// Whole hours since 1970-01-01T00Z, rounded down.
    public static long epochHourOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS_PER_HOUR);
    }

    /// The start of an epoch hour.
    public static Instant instantOf(long epochHour) {
        return Instant.ofEpochSecond(epochHour * SECONDS_PER_HOUR);
    }

    private static LocalDate dayOf(long epochHour) {
        return LocalDate.ofEpochDay(Math.floorDiv(epochHour, HOURS_PER_DAY));
    }
}
