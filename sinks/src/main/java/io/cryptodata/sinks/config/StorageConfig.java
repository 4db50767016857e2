package io.cryptodata.sinks.config;

import io.cryptodata.service.settings.Settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How long the rows of the large tables are kept, and when hourly candles are compressed. Whole days, at least 60:
/// corrections reach back 45.
///
/// @param keepHours of `h1_data`; empty for ever. Longer candles are always kept
/// @param keepIndicators of `indicators`; empty for ever
/// @param keepSnapshots of `cg_data`; empty for ever
/// @param columnstoreAfter age at which hours move to the columnstore (TimescaleDB Community); empty for never
public record StorageConfig(Optional<Duration> keepHours, Optional<Duration> keepIndicators,
        Optional<Duration> keepSnapshots, Optional<Duration> columnstoreAfter) {
    private static final int LEAST_DAYS = 60;

    public StorageConfig {
        for (Optional<Duration> each : List.of(keepHours, keepIndicators, keepSnapshots, columnstoreAfter)) {
            each.ifPresent(StorageConfig::requireDays);
        }
    }

    /// Every row is kept, uncompressed.
    public static StorageConfig everything() {
        return new StorageConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static StorageConfig read(Settings settings) {
        return new StorageConfig(days(settings, "KEEP_HOURS", "forever"), days(settings, "KEEP_INDICATORS", "forever"),
                days(settings, "KEEP_SNAPSHOTS", "forever"), days(settings, "COLUMNSTORE_AFTER", "never"));
    }

    private static Optional<Duration> days(Settings settings, String name, String off) {
        return settings.parsed(name, Optional.empty(),
                "whole days, at least " + LEAST_DAYS + " days, like 730d, or " + off, text -> {
                    if (text.strip().equalsIgnoreCase(off)) {
                        return Optional.empty();
                    }
                    Duration age = Settings.durationOf(text.strip());
                    requireDays(age);
                    return Optional.of(age);
                });
    }

    private static void requireDays(Duration age) {
        if (age.toDays() < LEAST_DAYS || !age.equals(Duration.ofDays(age.toDays()))) {
            throw new IllegalArgumentException(
                    "an age of rows must be whole days, at least %d, but was '%s'".formatted(LEAST_DAYS, age));
        }
    }
}
