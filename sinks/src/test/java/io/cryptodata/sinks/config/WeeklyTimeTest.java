package io.cryptodata.sinks.config;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;

import static org.assertj.core.api.Assertions.assertThat;

class WeeklyTimeTest {
    @ParameterizedTest
    @CsvSource({
            "2026-11-22T03:00:00Z, 2026-11-22T03:00:00Z",
            "2026-11-22T02:59:59Z, 2026-11-15T03:00:00Z",
            "2026-11-28T23:00:00Z, 2026-11-22T03:00:00Z",
            "2027-01-01T00:00:00Z, 2026-12-27T03:00:00Z"})
    void the_last_time_of_the_week_is_never_in_the_future(Instant now, Instant last) {
        assertThat(new WeeklyTime(DayOfWeek.SUNDAY, LocalTime.of(3, 0)).lastAt(now)).isEqualTo(last);
    }
}
