package io.cryptodata.sinks.config;

import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Setting;
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

    private static final Setting<Optional<Duration>> KEEP_HOURS = age("KEEP_HOURS", "forever",
            "how long rows of `h1_data` are kept; longer candles always are");
    private static final Setting<Optional<Duration>> KEEP_INDICATORS = age("KEEP_INDICATORS", "forever",
            "how long rows of `indicators` are kept");
    private static final Setting<Optional<Duration>> KEEP_SNAPSHOTS = age("KEEP_SNAPSHOTS", "forever",
            "how long rows of `cg_data` are kept");
    private static final Setting<Optional<Duration>> COLUMNSTORE_AFTER = age("COLUMNSTORE_AFTER", "never",
            "age at which hours move to the columnstore, which compresses them (TimescaleDB Community)");

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
        return new StorageConfig(settings.get(KEEP_HOURS), settings.get(KEEP_INDICATORS), settings.get(KEEP_SNAPSHOTS),
                settings.get(COLUMNSTORE_AFTER));
    }

    private static Setting<Optional<Duration>> age(String name, String off, String meaning) {
        Format<Optional<Duration>> format = Format.of(
                "whole days, at least " + LEAST_DAYS + " days, like 730d, or " + off, text -> ageOf(text.strip(), off));
        return Setting.of(name, format, meaning).withDefault(off);
    }

    private static Optional<Duration> ageOf(String text, String off) {
        return text.equalsIgnoreCase(off) ? Optional.empty() : Optional.of(days(text));
    }

    private static Duration days(String text) {
        Duration age = Format.durationOf(text);
        requireDays(age);
        return age;
    }

    private static void requireDays(Duration age) {
        if (age.toDays() < LEAST_DAYS || !age.equals(Duration.ofDays(age.toDays()))) {
            throw new IllegalArgumentException(
                    "an age of rows must be whole days, at least %d, but was '%s'".formatted(LEAST_DAYS, age));
        }
    }
}
