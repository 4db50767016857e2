package io.cryptodata.sinks.config;

import io.cryptodata.service.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CleanupConfigTest {

    @Test
    void has_defaults_for_everything() {
        assertThat(CleanupConfig.from(Map.of("PRODUCERS_TOP", "3"))).isEqualTo(CleanupConfig.weekly());
        assertThat(CleanupConfig.weekly().at()).hasToString("Optional[SUNDAY 03:00]");
    }

    @Test
    void reads_every_setting() {
        assertThat(
                CleanupConfig.from(Map.of("SINKS_CLEANUP_AT", " tuesday 22:30", "SINKS_CLEANUP_ROWS_AT_ONCE", "500")))
                .isEqualTo(new CleanupConfig(
                        Optional.of(new WeeklyTime(DayOfWeek.TUESDAY, LocalTime.of(22, 30))), 500));
        assertThat(CleanupConfig.from(Map.of("SINKS_CLEANUP_AT", "never"))).isEqualTo(CleanupConfig.never());
    }

    @Test
    void names_all_problems_at_once_even_a_misspelt_name() {
        assertThatThrownBy(() -> CleanupConfig.from(Map.of("SINKS_CLEANUP_AT", "sunday night",
                "SINKS_CLEANUP_ROWS_AT_ONCE", "0", "SINKS_CLEANUP_ROW_AT_ONCE", "5")))
                .isInstanceOf(SettingsException.class).hasMessageContaining("sunday night")
                .hasMessageContaining("sunday 03:00").hasMessageContaining("between 1 and")
                .hasMessageContaining("did you mean SINKS_CLEANUP_ROWS_AT_ONCE?");
    }

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
