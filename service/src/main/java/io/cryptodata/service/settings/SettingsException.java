package io.cryptodata.service.settings;

/// Settings are wrong. The message names all problems, written for people.
public final class SettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public SettingsException(String message) {
        super(message);
    }
}
