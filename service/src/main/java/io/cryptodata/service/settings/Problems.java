package io.cryptodata.service.settings;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with the values of a configuration, so that one exception names all of it.
public final class Problems {
    private final String prefix;
    private final List<String> texts = new ArrayList<>();

    /// @param prefix of the settings' names
    public Problems(String prefix) {
        this.prefix = prefix;
    }

    /// @param expectation begins with the name of the setting after the prefix, for example `QUOTES must not be empty`
    public void expect(boolean holds, String expectation, Object actual) {
        require(holds, expectation + ", but was '" + actual + "'");
    }

    /// @param problem begins with the name of the setting after the prefix
    public void require(boolean holds, String problem) {
        if (!holds) {
            texts.add(prefix + problem);
        }
    }

    /// Expects a value in the range that the setting declares.
    public <T> void check(Setting<T> setting, T value) {
        expect(setting.format().accepted().test(value), setting.name() + " must be " + setting.format().expected(),
                value);
    }

    /// @throws SettingsException with the problems, if there are any
    public void throwIfAny() {
        if (!texts.isEmpty()) {
            throw new SettingsException("", texts);
        }
    }
}
