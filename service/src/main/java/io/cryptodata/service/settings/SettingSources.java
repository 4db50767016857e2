package io.cryptodata.service.settings;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Values by name, from a configuration file and from the environment, which takes precedence. An empty value counts as
/// not set.
public final class SettingSources {
    /// The variable that names the configuration file.
    public static final String FILE_VARIABLE = "CDA_CONFIG";

    private final Map<String, String> environment;
    private final Map<String, String> ofFile;
    private final Optional<Path> file;

    private SettingSources(Map<String, String> environment, Map<String, String> ofFile, Optional<Path> file) {
        this.environment = environment;
        this.ofFile = ofFile;
        this.file = file;
    }

    /// A value and where it comes from.
    record Given(String text, Origin origin) {}

    /// The environment alone.
    public static SettingSources of(Map<String, String> environment) {
        return new SettingSources(withoutEmpty(environment), Map.of(), Optional.empty());
    }

    /// The environment and a file.
    ///
    /// @param file null for the one that [#FILE_VARIABLE] names, if it does
    /// @throws SettingsException if the file cannot be read
    public static SettingSources of(@Nullable Path file, Map<String, String> environment) {
        String named = environment.getOrDefault(FILE_VARIABLE, "");
        if (file == null && named.isEmpty()) {
            return of(environment);
        }
        Path path = file == null ? Path.of(named) : file;
        return new SettingSources(withoutEmpty(environment), withoutEmpty(ConfigFile.read(path)), Optional.of(path));
    }

    private static Map<String, String> withoutEmpty(Map<String, String> values) {
        Map<String, String> kept = new TreeMap<>(values);
        kept.values().removeIf(String::isEmpty);
        return kept;
    }

    Optional<Given> find(String name) {
        String inEnvironment = environment.get(name);
        if (inEnvironment != null) {
            return Optional.of(new Given(inEnvironment, new Origin.Environment()));
        }
        return file.filter(_ -> ofFile.containsKey(name))
                .map(path -> new Given(ofFile.getOrDefault(name, ""), new Origin.ConfigFile(path)));
    }

    /// The names in the file, in order.
    Set<String> namesInFile() {
        return new TreeSet<>(ofFile.keySet());
    }

    /// The names of the environment's variables, in order.
    Set<String> namesInEnvironment() {
        return new TreeSet<>(environment.keySet());
    }

    /// The file; empty for the environment alone.
    public Optional<Path> file() {
        return file;
    }
}
