package io.cryptodata.allinone.cli.command;

import io.cryptodata.api.database.Database;
import io.cryptodata.service.instance.DatabasePasswords;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.instance.Endpoints;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// The addresses of servers: from an option, otherwise from a setting, otherwise from the instance that runs in the state
/// folder.
public final class Addresses {
    private final Path data;
    private final CommandSettings settings;
    private final Endpoints recorded;

    private Addresses(Path data, CommandSettings settings, Endpoints recorded) {
        this.data = data;
        this.settings = settings;
        this.recorded = recorded;
    }

    /// The addresses of the settings, and those that the instance in this state folder recorded, where one runs.
    static Addresses of(Path data, CommandSettings settings) {
        return new Addresses(data, settings, Endpoints.read(data));
    }

    /// The settings that the command has read.
    public CommandSettings settings() {
        return settings;
    }

    /// The address of a server.
    ///
    /// @param option value of the command's option; null if it is absent
    /// @throws UserError if neither the option nor a setting nor a running instance has it
    public String require(Server server, @Nullable String option) {
        String address = find(server, option);
        if (address == null) {
            throw new UserError("no instance runs in " + data + ", so that the address of the " + server.noun
                    + " is unknown: start one with ./cda demo (another state folder: --data), or pass "
                    + server.option);
        }
        return address;
    }

    /// The JDBC address of the database with a login, never to be printed.
    ///
    /// @param option value of the command's option; null if it is absent
    /// @param role whose login is used for the database of the running instance
    /// @throws UserError if neither the option nor a running instance has the address
    String requireDatabase(@Nullable String option, DatabaseRole role) {
        String address = require(Server.DATABASE, option);
        return option != null || settings.find(Server.DATABASE).isPresent()
                ? address
                : DatabasePasswords.find(data, role)
                        .map(password -> Database.withLogin(address, role.sqlName(), password)).orElse(address);
    }

    /// The address of a server, or null where neither the option nor a setting nor a running instance has it.
    public @Nullable String find(Server server, @Nullable String option) {
        return option != null
                ? option
                : settings.find(server).or(() -> recorded.find(server.key)).orElse(null);
    }

    /// A server with an address.
    public enum Server {
        /// Bootstrap servers, `host:port`.
        BROKER(Endpoints.KAFKA_BOOTSTRAP, "broker", "--kafka"),
        /// Base URL without a path.
        REGISTRY(Endpoints.REGISTRY_URL, "schema registry", "--registry"),
        /// Base URL of Kafka Connect's REST interface.
        CONNECT(Endpoints.CONNECT_URL, "Connect worker", "--connect"),
        /// JDBC URL.
        DATABASE(Endpoints.DATABASE_URL, "database", "--url"),
        /// Base URL of the simulated venues.
        SIMULATOR(Endpoints.SIMULATOR_URL, "simulated venues", "--data"),
        /// Base URL of the health of the process that runs all parts.
        HEALTH(Endpoints.HTTP_URL, "health of the instance", "--data");

        private final String key;
        private final String noun;
        private final String option;

        Server(String key, String noun, String option) {
            this.key = key;
            this.noun = noun;
            this.option = option;
        }
    }
}
