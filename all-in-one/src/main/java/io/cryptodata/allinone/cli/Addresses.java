package io.cryptodata.allinone.cli;

import io.cryptodata.service.instance.Endpoints;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

/// Where the parts listen: as the user says, otherwise as the instance running in the state folder wrote down.
public final class Addresses {
    private final Path data;
    private final Properties known;

    private Addresses(Path data, Properties known) {
        this.data = data;
        this.known = known;
    }

    /// What the instance with this state folder says; nothing is known where there is none.
    public static Addresses of(Path data) {
        Properties known = new Properties();
        Path file = data.resolve("run").resolve("endpoints.properties");
        try (Reader text = Files.newBufferedReader(file)) {
            known.load(text);
            return new Addresses(data, known);
        } catch (NoSuchFileException nothingRuns) {
            return new Addresses(data, known);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new UserError("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /// The address of one part.
    ///
    /// @param given what the user said instead; null if nothing
    /// @throws UserError if neither the user nor a running instance says it
    public String require(Service service, @Nullable String given) {
        String address = find(service, given);
        if (address == null) {
            throw new UserError("nothing runs in " + data + " that tells the address of the " + service.noun
                    + ": start it with ./cda demo (another state folder: --data), or give " + service.option);
        }
        return address;
    }

    /// The address of one part, or null where nobody says it.
    public @Nullable String find(Service service, @Nullable String given) {
        return given != null ? given : known.getProperty(service.key);
    }

    /// What has an address.
    public enum Service {
        /// Bootstrap servers, `host:port`.
        BROKER(Endpoints.KAFKA_BOOTSTRAP, "broker", "--kafka"),
        /// Base URL without a path.
        REGISTRY(Endpoints.REGISTRY_URL, "schema registry", "--registry"),
        /// Base URL of Kafka Connect's REST interface.
        CONNECT(Endpoints.CONNECT_URL, "Connect worker", "--connect"),
        /// JDBC URL.
        DATABASE(Endpoints.DATABASE_URL, "database", "--url"),
        /// Base URL of the simulated venues.
        SIMULATOR(Endpoints.SIMULATOR_URL, "simulated venues", "--data");

        private final String key;
        private final String noun;
        private final String option;

        Service(String key, String noun, String option) {
            this.key = key;
            this.noun = noun;
            this.option = option;
        }
    }
}
