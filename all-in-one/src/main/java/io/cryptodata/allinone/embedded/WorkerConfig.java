package io.cryptodata.allinone.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/// The settings of the embedded Connect worker: those of the file `connect/worker.properties`, which the build copies
/// beside this class.
public final class WorkerConfig {

    private static final String FILE = "worker.properties";

    private WorkerConfig() {}

    /// The folder into which the build unpacks the plugins that are not on the class path.
    public static Path builtPlugins() {
        return Path.of(System.getProperty("cda.home", ""), "connect", "target", "source-plugins").toAbsolutePath();
    }

    /// The settings of the file, with the plugins of that folder in addition to the class path.
    ///
    /// @throws StartException if the folder is given but does not exist
    public static Map<String, String> embedded(Optional<Path> plugins) {
        if (plugins.isEmpty()) {
            return embedded();
        }
        Path folder = plugins.get();
        if (!Files.isDirectory(folder)) {
            throw new StartException("The plugins of Kafka Connect are not in " + folder
                    + ": run the build (mvn -DskipTests package).");
        }
        Map<String, String> settings = new HashMap<>(embedded());
        settings.put("plugin.path", folder.toString());
        return Map.copyOf(settings);
    }

    /// The settings of the file; their addresses are examples, which [EmbeddedConnect] replaces.
    public static Map<String, String> embedded() {
        Properties read = new Properties();
        try (Reader file = new InputStreamReader(open(), StandardCharsets.UTF_8)) {
            read.load(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("The Connect worker's settings cannot be read: " + failed.getMessage()
                    + ".", failed);
        }
        return read.stringPropertyNames().stream().collect(Collectors.toUnmodifiableMap(name -> name,
                read::getProperty));
    }

    private static InputStream open() throws FileNotFoundException {
        InputStream file = WorkerConfig.class.getResourceAsStream(FILE);
        if (file == null) {
            throw new FileNotFoundException(FILE + " is not beside the class " + WorkerConfig.class.getName()
                    + ": run the build (mvn -DskipTests package)");
        }
        return file;
    }
}
