package io.cryptodata.sinks.config;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/// A time of the week, in UTC.
public record WeeklyTime(DayOfWeek day, LocalTime time) {
    /// The inverse of [#toString()].
    ///
    /// @throws IllegalArgumentException for anything that is not like `SUNDAY 03:00`
    public static WeeklyTime of(String text) {
        String[] parts = text.strip().split("\\s+");
        if (parts.length != 2) {
            throw new IllegalArgumentException("not a day and a time: " + text);
        }
        try {
            return new WeeklyTime(DayOfWeek.valueOf(parts[0].toUpperCase(Locale.ROOT)), LocalTime.parse(parts[1]));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time: " + parts[1], e);
        }
    }

    /// The latest of these times that is not after `now`.
    public Instant lastAt(Instant now) {
        ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
        ZonedDateTime sameWeek = utc.with(TemporalAdjusters.previousOrSame(day)).with(time);
        return (sameWeek.isAfter(utc) ? sameWeek.minusWeeks(1) : sameWeek).toInstant();
    }

    @Override
    public String toString() {
        return day + " " + time;
    }
}
