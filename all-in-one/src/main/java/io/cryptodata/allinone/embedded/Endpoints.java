package io.cryptodata.allinone.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/// Where a running instance is to be found; left in its data folder for commands from other processes.
public record Endpoints(Map<String, String> addresses) {

    public static final String KAFKA_BOOTSTRAP = "kafka.bootstrap";
    public static final String REGISTRY_URL = "registry.url";
    public static final String CONNECT_URL = "connect.url";
    public static final String DATABASE_URL = "database.url";
    public static final String SIMULATOR_URL = "simulator.url";

    public Endpoints {
        addresses = Map.copyOf(addresses);
    }

    /// @return the file in a data folder
    public static Path fileIn(Path dataFolder) {
        return dataFolder.resolve("run").resolve("endpoints.properties");
    }

    /// @return empty when no instance has written the file; the instance may have ended since
    public static Optional<Endpoints> read(Path dataFolder) throws IOException {
        Path file = fileIn(dataFolder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> addresses = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> addresses.put(name, properties.getProperty(name)));
        return Optional.of(new Endpoints(addresses));
    }

    /// The file is there completely or not at all.
    public void write(DataFolder folder) throws IOException {
        Path file = fileIn(folder.root());
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Properties properties = new Properties();
        addresses.forEach(properties::setProperty);
        try (Writer writer = Files.newBufferedWriter(partial)) {
            properties.store(writer, "where the running instance is to be found");
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The instance has ended.
    public static void remove(DataFolder folder) throws IOException {
        Files.deleteIfExists(fileIn(folder.root()));
    }
}
