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

/// Settings by name, read strictly: problems, including misspelt names, are collected and reported at once.
public final class Settings {
    private final String prefix;
    private final Map<String, String> values;
    private final Set<String> names = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    private Settings(String prefix, Map<String, String> values) {
        this.prefix = prefix;
        this.values = values;
    }

    /// Reads a configuration from the values whose names start with `prefix`, for example of the environment.
    ///
    /// @throws SettingsException naming every problem
    public static <T> T read(String prefix, Map<String, String> values, Function<Settings, T> reader) {
        Settings settings = new Settings(prefix, values);
        Optional<T> result = settings.attempt(reader);
        settings.rejectUnknownNames();
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

    /// A text as it is written; an empty one is a value.
    public String text(String name, String standard) {
        names.add(prefix + name);
        return values.getOrDefault(prefix + name, standard);
    }

    /// A whole number.
    public int integer(String name, int standard) {
        return parsed(name, standard, "a whole number like 12", Integer::parseInt);
    }

    /// `200ms`, `5s`, `10m`, `2h`, `45d` or ISO-8601 like `PT5S`.
    public Duration duration(String name, Duration standard) {
        return parsed(name, standard, "a duration like 200ms, 5s or 10m", Settings::durationOf);
    }

    /// `true` or `false`, in any case.
    public boolean truth(String name, boolean standard) {
        return parsed(name, standard, "true or false", Settings::truthOf);
    }

    /// Any other type; an empty text counts as not set.
    ///
    /// @param expected a description of valid values, for the message when `parser` throws an IllegalArgumentException
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

    /// `200ms`, `5s`, `10m`, `2h`, `45d` or ISO-8601.
    ///
    /// @throws IllegalArgumentException or a [DateTimeParseException] for anything else
    public static Duration durationOf(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)));
        }
        String unit = lower.endsWith("d") ? "p" : "pt";
        return Duration.parse(lower.startsWith("p") ? lower : unit + lower);
    }

    private static boolean truthOf(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private void rejectUnknownNames() {
        for (String name : new TreeSet<>(values.keySet())) {
            if (name.startsWith(prefix) && !names.contains(name)) {
                String hint = Spelling.nearest(name, names).map(near -> "did you mean " + near + "?")
                        .orElseGet(() -> "the settings are " + String.join(", ", names));
                problems.add(name + " is not a setting; " + hint);
            }
        }
    }
}
