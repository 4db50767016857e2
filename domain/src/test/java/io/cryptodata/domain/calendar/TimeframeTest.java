package io.cryptodata.domain.calendar;

import org.junit.jupiter.api.Test;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimeframeTest {
    @Test
    void equals_a_naive_calendar_at_every_hour_of_25_years() {
        LocalDateTime end = LocalDateTime.of(2034, 12, 31, 23, 0);
        for (LocalDateTime hour = LocalDateTime.of(2009, 1, 1, 0, 0); !hour.isAfter(end); hour = hour.plusHours(1)) {
            for (Timeframe timeframe : Timeframe.values()) {
                LocalDateTime start = naiveStart(timeframe, hour);
                long floor = timeframe.floor(epochHour(hour));
                if (floor != epochHour(start) || timeframe.next(floor) != epochHour(naiveNext(timeframe, start))) {
                    assertThat(Timeframe.instantOf(floor)).as("%s at %s", timeframe, hour)
                            .isEqualTo(start.toInstant(ZoneOffset.UTC));
                    assertThat(timeframe.next(floor)).as("%s after %s", timeframe, start)
                            .isEqualTo(epochHour(naiveNext(timeframe, start)));
                }
            }
        }
    }

    @Test
    void weeks_start_on_monday() {
        assertThat(Timeframe.W1.floor(Instant.parse("2024-03-03T23:00:00Z"))).isEqualTo("2024-02-26T00:00:00Z");
        assertThat(Timeframe.W1.floor(Instant.parse("2024-03-04T00:00:00Z"))).isEqualTo("2024-03-04T00:00:00Z");
        assertThat(Timeframe.W1.floor(Instant.parse("1969-12-31T23:00:00Z"))).isEqualTo("1969-12-29T00:00:00Z");
    }

    @Test
    void three_days_are_counted_from_the_third_of_january_2000() {
        assertThat(Timeframe.D3.floor(Instant.parse("2000-01-03T00:00:00Z"))).isEqualTo("2000-01-03T00:00:00Z");
        assertThat(Timeframe.D3.floor(Instant.parse("2000-01-05T23:00:00Z"))).isEqualTo("2000-01-03T00:00:00Z");
        assertThat(Timeframe.D3.floor(Instant.parse("2000-01-02T23:00:00Z"))).isEqualTo("1999-12-31T00:00:00Z");
        assertThat(Timeframe.D3.end(Instant.parse("2000-01-05T23:00:00Z"))).isEqualTo("2000-01-06T00:00:00Z");
    }

    @Test
    void months_end_with_the_calendar_month() {
        assertThat(Timeframe.M1.end(Instant.parse("2024-02-29T23:00:00Z"))).isEqualTo("2024-03-01T00:00:00Z");
        assertThat(Timeframe.M1.end(Instant.parse("2023-02-28T23:00:00Z"))).isEqualTo("2023-03-01T00:00:00Z");
        assertThat(Timeframe.M1.end(Instant.parse("2100-02-28T00:00:00Z"))).isEqualTo("2100-03-01T00:00:00Z");
        assertThat(Timeframe.M1.floor(Instant.parse("2023-12-31T23:59:59Z"))).isEqualTo("2023-12-01T00:00:00Z");
        assertThat(Timeframe.M1.end(Instant.parse("2023-12-31T23:59:59Z"))).isEqualTo("2024-01-01T00:00:00Z");
    }

    @Test
    void codes_survive_the_round_trip() {
        for (Timeframe timeframe : Timeframe.values()) {
            assertThat(Timeframe.ofCode(timeframe.code())).isEqualTo(timeframe);
        }
        assertThatThrownBy(() -> Timeframe.ofCode("1M")).hasMessageContaining("1h 2h 4h 12h 1d 3d 1w 1m")
                .hasMessageContaining("'1M'");
    }

    @Test
    void the_longer_ones_are_all_except_the_hourly_one() {
        assertThat(Timeframe.LONGER).isEqualTo(List.of(Timeframe.values()).subList(1, Timeframe.values().length));
    }

    private static LocalDateTime naiveStart(Timeframe timeframe, LocalDateTime hour) {
        LocalDate day = hour.toLocalDate();
        long daysSinceOrigin = ChronoUnit.DAYS.between(LocalDate.of(2000, 1, 3), day);
        return switch (timeframe) {
            case H1 -> hour;
            case H2 -> day.atTime(hour.getHour() / 2 * 2, 0);
            case H4 -> day.atTime(hour.getHour() / 4 * 4, 0);
            case H12 -> day.atTime(hour.getHour() / 12 * 12, 0);
            case D1 -> day.atStartOfDay();
            case D3 -> day.minusDays(daysSinceOrigin % 3).atStartOfDay();
            case W1 -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
            case M1 -> day.with(TemporalAdjusters.firstDayOfMonth()).atStartOfDay();
        };
    }

    private static LocalDateTime naiveNext(Timeframe timeframe, LocalDateTime start) {
        return switch (timeframe) {
            case H1 -> start.plusHours(1);
            case H2 -> start.plusHours(2);
            case H4 -> start.plusHours(4);
            case H12 -> start.plusHours(12);
            case D1 -> start.plusDays(1);
            case D3 -> start.plusDays(3);
            case W1 -> start.plusWeeks(1);
            case M1 -> start.plusMonths(1);
        };
    }

    private static long epochHour(LocalDateTime hour) {
        return hour.toEpochSecond(ZoneOffset.UTC) / 3600;
    }
}
