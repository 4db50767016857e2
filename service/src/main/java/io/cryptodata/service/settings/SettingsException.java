package io.cryptodata.service.settings;

/// Settings are invalid. The message names every problem.
public final class SettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public SettingsException(String message) {
        super(message);
    }
}
