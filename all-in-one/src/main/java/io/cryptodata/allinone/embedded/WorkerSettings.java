package io.cryptodata.allinone.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// What an embedded Connect worker needs: the settings of every worker, from the file `connect/worker.properties`,
/// which the build puts beside this class.
public final class WorkerSettings {

    private static final String FILE = "worker.properties";

    private WorkerSettings() {}

    /// The file's settings as they are; the addresses in them are examples, which [EmbeddedConnect] replaces.
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
        InputStream file = WorkerSettings.class.getResourceAsStream(FILE);
        if (file == null) {
            throw new FileNotFoundException(FILE + " is not beside the class " + WorkerSettings.class.getName()
                    + ": run the build (mvn -DskipTests package)");
        }
        return file;
    }
}
