package io.cryptodata.sinks.config;

import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Optional;

/// When replaced indicator rows are removed, and how many in one transaction.
///
/// @param at empty for never
/// @param rowsAtOnce how many rows one transaction reads, and at most deletes
public record CleanupConfig(Optional<WeeklyTime> at, int rowsAtOnce) {
    /// Large enough that transactions cost little, small enough that a sink waits for one only a fraction of a second.
    public static final int ROWS_AT_ONCE = 20_000;

    private static final String NEVER = "never";
    private static final int MAX_ROWS = 1_000_000;
    private static final WeeklyTime SUNDAY_NIGHT = new WeeklyTime(DayOfWeek.SUNDAY, LocalTime.of(3, 0));

    private static final Setting<Optional<WeeklyTime>> AT = Setting
            .of("CLEANUP_AT",
                    Format.of("a day and a time in UTC like 'sunday 03:00', or never", CleanupConfig::timeOf),
                    "when replaced indicator rows are removed")
            .withDefault("sunday 03:00");
    private static final Setting<Integer> ROWS = Setting
            .of("CLEANUP_ROWS_AT_ONCE", Format.integer(1, MAX_ROWS), "rows per transaction of a cleanup")
            .withDefault(Integer.toString(ROWS_AT_ONCE));

    public CleanupConfig {
        if (rowsAtOnce < 1 || rowsAtOnce > MAX_ROWS) {
            throw new IllegalArgumentException(
                    "rows at once must be between 1 and %d, but was '%d'".formatted(MAX_ROWS, rowsAtOnce));
        }
    }

    /// Sundays at 03:00 UTC.
    public static CleanupConfig weekly() {
        return new CleanupConfig(Optional.of(SUNDAY_NIGHT), ROWS_AT_ONCE);
    }

    /// Only by hand.
    public static CleanupConfig never() {
        return new CleanupConfig(Optional.empty(), ROWS_AT_ONCE);
    }

    /// From the settings `CLEANUP_AT` and `CLEANUP_ROWS_AT_ONCE`.
    static CleanupConfig read(Settings settings) {
        return new CleanupConfig(settings.get(AT), settings.get(ROWS));
    }

    private static Optional<WeeklyTime> timeOf(String text) {
        return text.strip().equalsIgnoreCase(NEVER) ? Optional.empty() : Optional.of(WeeklyTime.of(text));
    }
}
