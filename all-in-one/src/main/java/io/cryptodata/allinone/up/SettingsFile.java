package io.cryptodata.allinone.up;

import io.cryptodata.sinks.config.SinksConfig;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// Settings from a file of `NAME=value` lines and from the environment, which wins. A name in the file that is no setting
/// is an error, so that a typo never passes in silence.
public record SettingsFile(Path path) {
    /// What the names of settings begin with.
    private static final List<String> PREFIXES = List.of("PRODUCERS_", "COINGECKO_", SinksConfig.PREFIX);

    /// The file's settings; the environment's come before them.
    ///
    /// @throws IOException if the file cannot be read
    /// @throws IllegalArgumentException naming every name in it that cannot be a setting
    public Map<String, String> with(Map<String, String> environment) throws IOException {
        Properties read = new Properties();
        try (Reader text = Files.newBufferedReader(path)) {
            read.load(text);
        }
        Map<String, String> settings = new TreeMap<>();
        read.stringPropertyNames().forEach(name -> settings.put(name, read.getProperty(name).strip()));
        List<String> others = settings.keySet().stream().filter(name -> !isSetting(name)).toList();
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(path + " names " + String.join(", ", others)
                    + ", but settings begin with " + String.join(" or ", PREFIXES));
        }
        settings.putAll(ofEnvironment(environment));
        return settings;
    }

    /// The settings that the environment has.
    public static Map<String, String> ofEnvironment(Map<String, String> environment) {
        Map<String, String> settings = new TreeMap<>(environment);
        settings.keySet().removeIf(name -> !isSetting(name));
        return settings;
    }

    private static boolean isSetting(String name) {
        return PREFIXES.stream().anyMatch(name::startsWith);
    }
}
