package io.cryptodata.allinone.embedded;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;

/// Where a running instance is to be found; left in its data folder for commands from other processes.
public record Endpoints(Map<String, String> addresses) {

    public static final String KAFKA_BOOTSTRAP = "kafka.bootstrap";
    public static final String REGISTRY_URL = "registry.url";
    public static final String CONNECT_URL = "connect.url";
    public static final String DATABASE_URL = "database.url";
    public static final String SIMULATOR_URL = "simulator.url";

    private static final String FILE = "endpoints.properties";

    public Endpoints {
        addresses = Map.copyOf(addresses);
    }

    /// The file is there completely or not at all.
    public void write(DataFolder folder) throws IOException {
        Path file = folder.run().resolve(FILE);
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
        Files.deleteIfExists(folder.run().resolve(FILE));
    }
}
