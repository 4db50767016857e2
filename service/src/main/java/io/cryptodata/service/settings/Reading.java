package io.cryptodata.service.settings;

import java.util.List;
import java.util.Optional;

/// What was read from the sources.
///
/// @param result empty if the reader failed
/// @param settings every setting that was read, in that order
/// @param problems everything that is wrong; empty if the result can be used
public record Reading<T>(Optional<T> result, List<EffectiveSetting> settings, List<String> problems) {
    public Reading {
        settings = List.copyOf(settings);
        problems = List.copyOf(problems);
    }

    /// @throws SettingsException naming every problem
    public T orThrow() {
        if (!problems.isEmpty()) {
            throw new SettingsException("the settings are wrong: ", problems);
        }
        return result.orElseThrow();
    }

    /// The settings whose value is not the default.
    public List<EffectiveSetting> changed() {
        return settings.stream().filter(setting -> !setting.isDefault()).toList();
    }
}
