package io.cryptodata.allinone.cli;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

/// Where the parts of a running instance listen, as it wrote them into `run/endpoints.properties` of its state folder.
public final class Endpoints {
    /// Written by the running instance when its parts are up, removed when it stops.
    public static final String FILE = "run/endpoints.properties";

    private final Path data;
    private final Properties known;

    private Endpoints(Path data, Properties known) {
        this.data = data;
        this.known = known;
    }

    /// What the instance with this state folder says; nothing is known where there is none.
    public static Endpoints of(Path data) {
        Properties known = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve(FILE), StandardCharsets.UTF_8)) {
            known.load(file);
        } catch (NoSuchFileException nothingRuns) {
            return new Endpoints(data, known);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new UserError("cannot read " + data.resolve(FILE) + ": " + unreadable.getMessage(), unreadable);
        }
        return new Endpoints(data, known);
    }

    /// The address of one part.
    ///
    /// @param given what the user said instead; null if nothing
    /// @throws UserError if neither the user nor a running instance says it
    public String require(Part part, @Nullable String given) {
        String address = find(part, given);
        if (address == null) {
            throw new UserError("nothing runs in " + data + " that tells the address of the " + part.noun
                    + ": start it with ./cda demo (other state folder: --data), or give " + part.option);
        }
        return address;
    }

    /// The address of one part, or null where nobody says it.
    public @Nullable String find(Part part, @Nullable String given) {
        return given != null ? given : known.getProperty(part.key);
    }

    /// The parts that have an address.
    public enum Part {
        /// Bootstrap servers, `host:port`.
        BROKER("kafka.bootstrap", "broker", "--kafka"),
        /// Base URL without a path.
        REGISTRY("registry.url", "schema registry", "--registry"),
        /// Base URL of Kafka Connect's REST interface.
        CONNECT("connect.url", "Connect worker", "--connect"),
        /// JDBC URL.
        DATABASE("database.url", "database", "--url"),
        /// Base URL of the simulated venues.
        SIMULATOR("simulator.url", "simulated venues", "--data");

        private final String key;
        private final String noun;
        private final String option;

        Part(String key, String noun, String option) {
            this.key = key;
            this.noun = noun;
            this.option = option;
        }

        /// What the part is called in sentences.
        public String noun() {
            return noun;
        }
    }
}
