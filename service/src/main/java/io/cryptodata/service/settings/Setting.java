package io.cryptodata.service.settings;

import java.time.Duration;

/// The declaration of a setting, without which no value can be read.
///
/// @param name after the prefix of its process; `<VENUE>` stands for any word in capital letters
/// @param meaning what it is for, as in the reference
/// @param standard the default as it would be written, or its description in words; empty for none
/// @param worded whether `standard` is a description
/// @param secret whether the value is never shown; it can also be given as a file, by the name with `_FILE`
public record Setting<T>(String name, String meaning, Format<T> format, String standard, boolean worded,
        boolean secret) {
    /// What the name of the file of a secret ends with.
    static final String FILE_SUFFIX = "_FILE";

    public Setting {
        if (meaning.isBlank()) {
            throw new IllegalArgumentException("the setting " + name + " has no meaning");
        }
    }

    /// Without a default.
    public static <T> Setting<T> of(String name, Format<T> format, String meaning) {
        return new Setting<>(name, meaning, format, "", false, false);
    }

    public static Setting<String> text(String name, String standard, String meaning) {
        return of(name, Format.TEXT, meaning).withDefault(standard);
    }

    public static Setting<Integer> integer(String name, int standard, String meaning) {
        return of(name, Format.INTEGER, meaning).withDefault(Integer.toString(standard));
    }

    public static Setting<Duration> duration(String name, Duration standard, String meaning) {
        return of(name, Format.DURATION, meaning).withDefault(Format.textOf(standard));
    }

    public static Setting<Boolean> truth(String name, boolean standard, String meaning) {
        return of(name, Format.TRUTH, meaning).withDefault(Boolean.toString(standard));
    }

    /// A text that is never shown, without a default.
    public static Setting<String> secret(String name, String meaning) {
        return of(name, Format.TEXT, meaning).asSecret();
    }

    /// With a default, written like a value.
    public Setting<T> withDefault(String text) {
        return new Setting<>(name, meaning, format, text, false, secret);
    }

    /// With a default that depends on something else, described in words.
    public Setting<T> withDefaultInWords(String description) {
        return new Setting<>(name, meaning, format, description, true, secret);
    }

    public Setting<T> asSecret() {
        return new Setting<>(name, meaning, format, standard, worded, true);
    }

    /// The default value.
    ///
    /// @throws IllegalStateException if the declaration has none, or an invalid one
    T defaultValue() {
        if (worded || standard.isEmpty() && !format.equals(Format.TEXT)) {
            throw new IllegalStateException("the setting " + name + " has no default value");
        }
        try {
            return format.valueOf(standard);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the default of the setting " + name + " is invalid: " + standard, e);
        }
    }
}
