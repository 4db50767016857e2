package io.cryptodata.allinone.cli.config;

import io.cryptodata.service.settings.EffectiveSetting;
import io.cryptodata.service.settings.Origin;
import io.cryptodata.service.settings.Reading;

import java.util.List;

/// What a configuration means for a process.
///
/// @param problems why it would not start; empty if it would
/// @param settings what it would use
record ConfigCheck(String process, List<String> problems, List<Value> settings) {
    /// The value of one setting.
    ///
    /// @param value as it is shown; secrets are masked
    /// @param origin `default`, `environment` or the file
    record Value(String name, String value, String origin) {
        boolean isDefault() {
            return origin.equals(new Origin.Default().toString());
        }
    }

    static ConfigCheck of(String process, Reading<?> reading) {
        return new ConfigCheck(process, reading.problems(),
                reading.settings().stream().filter(each -> !isFamily(each)).map(ConfigCheck::valueOf).toList());
    }

    private static boolean isFamily(EffectiveSetting each) {
        return each.name().contains("<");
    }

    private static Value valueOf(EffectiveSetting each) {
        return new Value(each.name(), each.value(), each.origin().toString());
    }

    /// The values that are not the default.
    List<Value> changed() {
        return settings.stream().filter(value -> !value.isDefault()).toList();
    }
}
