package io.cryptodata.service.instance;

import io.cryptodata.service.lifecycle.SetupException;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/// The addresses of a running instance, in the file `run/endpoints.properties` of its data folder.
public record Endpoints(Map<String, String> addresses) {
    /// Bootstrap servers, `host:port`.
    public static final String KAFKA_BOOTSTRAP = "kafka.bootstrap";
    /// Base URL of the schema registry.
    public static final String REGISTRY_URL = "registry.url";
    /// Base URL of Kafka Connect's REST interface.
    public static final String CONNECT_URL = "connect.url";
    /// JDBC URL.
    public static final String DATABASE_URL = "database.url";
    /// Base URL of the simulated venues.
    public static final String SIMULATOR_URL = "simulator.url";

    /// Base URL of the page and the read API.
    public static final String API_URL = "api.url";

    /// Base URL of health and metrics.
    public static final String HTTP_URL = "http.url";

    public Endpoints {
        addresses = Map.copyOf(addresses);
    }

    /// One address, by the keys above.
    public Optional<String> find(String key) {
        return Optional.ofNullable(addresses.get(key));
    }

    /// The addresses of the instance in this data folder; empty if none runs.
    ///
    /// @throws SetupException if the file exists but cannot be read
    public static Endpoints read(Path dataFolder) {
        Path file = fileIn(dataFolder);
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException nothingRuns) {
            return new Endpoints(Map.of());
        } catch (IOException | IllegalArgumentException e) {
            throw new SetupException("cannot read " + file + ": " + e.getMessage(), e);
        }
        return new Endpoints(properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty)));
    }

    /// Writes the file, atomically.
    public void write(Path dataFolder) throws IOException {
        Path file = fileIn(dataFolder);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Properties properties = new Properties();
        addresses.forEach(properties::setProperty);
        try (Writer writer = Files.newBufferedWriter(partial)) {
            properties.store(writer, "addresses of the running instance");
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Removes the file: the instance has stopped.
    public static void remove(Path dataFolder) throws IOException {
        Files.deleteIfExists(fileIn(dataFolder));
    }

    private static Path fileIn(Path dataFolder) {
        return dataFolder.resolve("run").resolve("endpoints.properties");
    }
}
