package io.cryptodata.service.settings;

import io.cryptodata.service.settings.SettingSources.Given;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Settings whose names begin with a prefix, read strictly by their declarations. Problems, including names that no process
/// knows, are collected over all prefixes and sources, and reported at once.
public final class Settings {
    private final String prefix;
    private final SettingsSession session;

    private Settings(String prefix, SettingsSession session) {
        this.prefix = prefix;
        this.session = session;
    }

    /// Reads a configuration. The reader gets the settings without a prefix.
    public static <T> Reading<T> read(SettingSources sources, Function<Settings, T> reader) {
        SettingsSession session = new SettingsSession(sources);
        Optional<T> result = session.attempt(() -> reader.apply(new Settings("", session)));
        session.rejectUnknownNames();
        return new Reading<>(result, session.read(), session.problems());
    }

    /// The settings with another prefix, for example `STREAMS_`.
    public Settings prefixed(String other) {
        return new Settings(other, session);
    }

    /// The value that is set, or the default. An invalid value is recorded as a problem, and the default is returned.
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseGet(setting::defaultValue);
    }

    /// The value that is set, or a default that the declaration can only describe.
    public <T> T get(Setting<T> setting, T standard) {
        return find(setting).orElse(standard);
    }

    /// The value that is set; empty for none. An invalid value is recorded as a problem.
    public <T> Optional<T> find(Setting<T> setting) {
        if (session.isHidden(prefix + setting.name())) {
            return Optional.empty();
        }
        return setting.secret() ? findSecret(setting) : findPlain(setting);
    }

    private <T> Optional<T> findPlain(Setting<T> setting) {
        String name = prefix + setting.name();
        Optional<Given> given = session.find(name);
        session.record(name, setting, given);
        return given.flatMap(value -> parsed(setting, value));
    }

    private <T> Optional<T> findSecret(Setting<T> setting) {
        String name = prefix + setting.name();
        String fileName = name + Setting.FILE_SUFFIX;
        Optional<Given> given = session.find(name);
        Optional<Given> file = session.find(fileName);
        session.record(name, setting, given);
        file.ifPresent(value -> session.recordFile(fileName, setting, value));
        if (given.isPresent() && file.isPresent()) {
            session.problem(name + " (" + given.get().origin() + ") and " + fileName + " (" + file.get().origin()
                    + ") must not both be set");
            return Optional.empty();
        }
        return file.map(value -> content(fileName, value)).orElse(given).flatMap(value -> parsed(setting, value));
    }

    /// The content of a mounted file; empty where it cannot be read, which is a problem.
    private Optional<Given> content(String name, Given file) {
        try {
            return Optional.of(new Given(MountedSecret.read(file.text()), file.origin()));
        } catch (RefusedValueException e) {
            session.problem(name + " names the file " + file.text() + ", which cannot be used: " + e.getMessage() + " ("
                    + file.origin() + ")");
            return Optional.empty();
        }
    }

    private <T> Optional<T> parsed(Setting<T> setting, Given given) {
        try {
            return Optional.of(setting.format().valueOf(given.text()));
        } catch (IllegalArgumentException e) {
            String actual = setting.secret() ? "" : ", but was '" + given.text() + "'";
            String reason = e instanceof RefusedValueException ? ": " + e.getMessage() : "";
            session.problem(prefix + setting.name() + " must be " + setting.format().expected() + actual + reason + " ("
                    + given.origin() + ")");
            return Optional.empty();
        }
    }

    /// Part of a configuration, or a substitute where its values are invalid, which is recorded as a problem: what follows
    /// is read as well.
    public <T> T part(T substitute, Supplier<T> reader) {
        return session.attempt(reader).orElse(substitute);
    }

    /// Declares names that are read only if other settings ask for them. `<WORD>` in the name stands for any word.
    public void declareFamily(Setting<?> setting) {
        session.record(prefix + setting.name(), setting, Optional.empty());
    }

    /// Settings that do not apply to this process: they are not read, and have their defaults.
    ///
    /// @param names with their prefixes
    public void hide(Set<String> names) {
        session.hide(names);
    }
}
