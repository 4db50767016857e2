package io.cryptodata.sinks.config;

import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;

/// When replaced indicator rows are removed, and how gently.
///
/// @param at empty for never
/// @param rowsAtOnce how many rows are looked at, and at most deleted, in one transaction
public record CleanupConfig(Optional<WeeklyTime> at, int rowsAtOnce) {
    /// What the names of its settings begin with.
    public static final String PREFIX = "SINKS_CLEANUP_";
    /// Long enough that a transaction costs little, short enough that a sink waits for one only a fraction of a second.
    public static final int ROWS_AT_ONCE = 20_000;

    private static final String NEVER = "never";
    private static final int MOST_ROWS = 1_000_000;
    private static final WeeklyTime SUNDAY_NIGHT = new WeeklyTime(DayOfWeek.SUNDAY, LocalTime.of(3, 0));

    public CleanupConfig {
        if (rowsAtOnce < 1 || rowsAtOnce > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "%sROWS_AT_ONCE must be between 1 and %d, but was '%d'".formatted(PREFIX, MOST_ROWS, rowsAtOnce));
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

    /// From variables that begin with `SINKS_CLEANUP_`; whatever is not set is as it usually is.
    ///
    /// @throws SettingsException naming everything that is wrong, misspelt names too
    public static CleanupConfig from(Map<String, String> environment) {
        return Settings.read(PREFIX, environment, CleanupConfig::read);
    }

    private static CleanupConfig read(Settings settings) {
        return new CleanupConfig(settings.parsed("AT", weekly().at,
                "a day and a time in UTC like 'sunday 03:00', or never",
                text -> text.strip().equalsIgnoreCase(NEVER) ? Optional.empty() : Optional.of(WeeklyTime.of(text))),
                settings.integer("ROWS_AT_ONCE", ROWS_AT_ONCE));
    }
}
