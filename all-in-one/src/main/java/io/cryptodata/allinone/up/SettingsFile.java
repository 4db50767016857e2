package io.cryptodata.allinone.up;

import io.cryptodata.service.topic.PartitionSetting;
import io.cryptodata.sinks.config.SinksConfig;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// Settings from a file of `NAME=value` lines and from the environment, which takes precedence. An unknown name in the file
/// is an error, which catches typos.
public record SettingsFile(Path path) {
    /// The prefixes of settings' names.
    private static final List<String> PREFIXES = List.of("PRODUCERS_", "COINGECKO_", SinksConfig.PREFIX,
            PartitionSetting.NAME);

    /// The settings of the file and of the environment, which takes precedence.
    ///
    /// @throws IOException if the file cannot be read
    /// @throws IllegalArgumentException with every name in it that cannot be a setting
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

    /// The settings of the environment.
    public static Map<String, String> ofEnvironment(Map<String, String> environment) {
        Map<String, String> settings = new TreeMap<>(environment);
        settings.keySet().removeIf(name -> !isSetting(name));
        return settings;
    }

    private static boolean isSetting(String name) {
        return PREFIXES.stream().anyMatch(name::startsWith);
    }
}
