package io.cryptodata.service.settings;

import java.util.List;

/// Settings are invalid. The message names every problem, and contains no secret.
public final class SettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 2;

    private final List<String> problems;

    public SettingsException(String problem) {
        super(problem);
        this.problems = List.of(problem);
    }

    /// @param introduction what the problems are about, for example `the settings are wrong: `
    SettingsException(String introduction, List<String> problems) {
        super(introduction + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /// Each problem as a sentence.
    public List<String> problems() {
        return problems;
    }
}
