package io.cryptodata.streams;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/// The environment's variables that are meant for the stream, read strictly. Problems are collected, not thrown.
final class StreamsVariables {
    static final String PREFIX = "STREAMS_";

    private final Map<String, String> environment;
    private final TreeSet<String> asked = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    StreamsVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    String text(String name, String standard) {
        asked.add(PREFIX + name);
        return environment.getOrDefault(PREFIX + name, standard);
    }

    int number(String name, int standard) {
        return read(name, "a whole number", Integer::parseInt, standard);
    }

    Duration duration(String name, Duration standard) {
        return read(name, "a duration like PT0.3S or PT1M", Duration::parse, standard);
    }

    /// What `made` makes.
    ///
    /// @throws IllegalArgumentException naming everything that was wrong until now, and what is wrong with it
    <T> T checked(Supplier<T> made) {
        environment.keySet().stream().filter(name -> name.startsWith(PREFIX) && !asked.contains(name)).sorted()
                .forEach(name -> problems.add(name + " is not known; there are " + String.join(" ", asked)));
        try {
            T result = made.get();
            if (problems.isEmpty()) {
                return result;
            }
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
        }
        throw new IllegalArgumentException("the stream cannot start: " + String.join("; ", problems));
    }

    private <T> T read(String name, String kind, Function<String, T> reader, T standard) {
        String text = text(name, "");
        try {
            return text.isEmpty() ? standard : reader.apply(text);
        } catch (NumberFormatException | DateTimeParseException e) {
            problems.add(PREFIX + name + " must be " + kind + ", but was '" + text + "'");
            return standard;
        }
    }
}
