package io.cryptodata.service.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads a configuration file: `NAME=value` lines in the format of [Properties], in UTF-8.
final class ConfigFile {
    private ConfigFile() {}

    /// @throws SettingsException if it cannot be read, or has a name twice
    static Map<String, String> read(Path path) {
        Unique properties = new Unique();
        try (Reader text = Files.newBufferedReader(path)) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException("the configuration file " + path + " cannot be read: " + reason(e));
        }
        if (!properties.repeated.isEmpty()) {
            throw new SettingsException("the configuration file " + path + " has more than one line for "
                    + String.join(", ", properties.repeated));
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name).strip()));
        return values;
    }

    /// Why a file cannot be read, without its content.
    static String reason(Exception failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "access denied";
            case CharacterCodingException _ -> "it is not UTF-8 text";
            case IllegalArgumentException _ -> "a \\u is not followed by four hexadecimal digits";
            default -> failure.getClass().getSimpleName();
        };
    }

    /// Records the names that are set more than once.
    private static final class Unique extends Properties {
        private static final long serialVersionUID = 1;
        private final transient Set<String> repeated = new TreeSet<>();

        @Override
        public synchronized Object put(Object name, Object value) {
            Object before = super.put(name, value);
            if (before != null) {
                repeated.add(name.toString());
            }
            return before;
        }
    }
}
