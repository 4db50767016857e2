package io.cryptodata.service.settings;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Settings by name, read strictly: every problem is collected, a misspelt name is one, and all are told at once.
public final class Settings {
    private final String prefix;
    private final Map<String, String> values;
    private final Set<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    private Settings(String prefix, Map<String, String> values) {
        this.prefix = prefix;
        this.values = values;
    }

    /// Reads a configuration from what begins with `prefix` in `values`, for example the environment.
    ///
    /// @throws SettingsException naming all problems
    public static <T> T read(String prefix, Map<String, String> values, Function<Settings, T> reader) {
        Settings settings = new Settings(prefix, values);
        Optional<T> result = settings.attempt(reader);
        settings.nameMisspelt();
        if (result.isEmpty() || !settings.problems.isEmpty()) {
            throw new SettingsException("the settings " + prefix + "* are wrong: "
                    + String.join("; ", settings.problems));
        }
        return result.get();
    }

    private <T> Optional<T> attempt(Function<Settings, T> reader) {
        try {
            return Optional.of(reader.apply(this));
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// A text as it is written; an empty one counts.
    public String text(String name, String standard) {
        known.add(prefix + name);
        return values.getOrDefault(prefix + name, standard);
    }

    /// A whole number.
    public int integer(String name, int standard) {
        return parsed(name, standard, "a whole number like 12", Integer::parseInt);
    }

    /// `200ms`, `5s`, `10m`, `2h` or ISO-8601 like `PT5S`.
    public Duration duration(String name, Duration standard) {
        return parsed(name, standard, "a duration like 200ms, 5s or 10m", Settings::durationOf);
    }

    /// Anything else that a text says.
    ///
    /// @param expected in words, for the message when `parser` throws an IllegalArgumentException
    public <T> T parsed(String name, T standard, String expected, Function<String, T> parser) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return standard;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            problems.add(prefix + name + " must be " + expected + ", but was '" + text + "'");
            return standard;
        }
    }

    /// An http or https URL with a host.
    ///
    /// @throws IllegalArgumentException for anything else
    public static URI baseUrl(String text) {
        URI uri = URI.create(text);
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException("not an http URL: " + text);
        }
        return uri;
    }

    /// `200ms`, `5s`, `10m`, `2h` or ISO-8601.
    ///
    /// @throws IllegalArgumentException or a [DateTimeParseException] for anything else
    public static Duration durationOf(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)))
                : Duration.parse(lower.startsWith("p") ? lower : "pt" + lower);
    }

    private void nameMisspelt() {
        for (String name : new TreeSet<>(values.keySet())) {
            if (name.startsWith(prefix) && !known.contains(name)) {
                String hint = Spelling.nearest(name, known).map(near -> "did you mean " + near + "?")
                        .orElseGet(() -> "there are " + String.join(", ", known));
                problems.add(name + " is not a setting; " + hint);
            }
        }
    }
}
