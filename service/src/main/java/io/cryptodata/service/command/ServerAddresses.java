package io.cryptodata.service.command;

import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;

import java.util.List;
import java.util.Optional;

/// The addresses of servers that all processes and commands share.
public final class ServerAddresses {
    public static final Setting<String> KAFKA = address("CDA_KAFKA", Format.BROKERS,
            "the brokers of all processes and commands; also `--kafka`");
    public static final Setting<String> REGISTRY = address("CDA_REGISTRY", Format.SERVER_URL,
            "the schema registry of all processes and commands; also `--registry`");
    public static final Setting<String> CONNECT = address("CDA_CONNECT", Format.SERVER_URL,
            "Kafka Connect's REST interface for all processes and commands; also `--connect`");
    public static final Setting<String> DATABASE = address("CDA_DATABASE_URL",
            Format.of("a URL like jdbc:postgresql://host:5432/database", ServerAddresses::databaseUrl),
            "the database of all processes and commands; also `--url`. It may contain `user` and `password`");

    /// The processes whose health is read by `./cda doctor` and by the overview of the page.
    public static final Setting<List<String>> PROCESSES = Setting
            .of("CDA_PROCESSES", Format.of("URLs like http://host:port, separated by commas", ServerAddresses::urls),
                    "the addresses at which the processes serve their health, for `./cda doctor` and the page")
            .withDefaultInWords("that of the instance running in the data folder");

    /// Of the settings of requests to the schema registry.
    public static final String REGISTRY_PREFIX = "CDA_REGISTRY_";
    /// Of the settings of requests to Kafka Connect.
    public static final String CONNECT_PREFIX = "CDA_CONNECT_";

    private static final String POSTGRESQL = "jdbc:postgresql:";

    private ServerAddresses() {}

    private static Setting<String> address(String name, Format<String> format, String meaning) {
        return Setting.of(name, format, meaning).withDefaultInWords("that of the instance running in the data folder");
    }

    private static List<String> urls(String text) {
        List<String> urls = List.of(text.strip().split("\\s*,\\s*"));
        if (!urls.stream().allMatch(Format.SERVER_URL.accepted())) {
            throw new IllegalArgumentException("not a list of URLs");
        }
        return urls;
    }

    /// One of these addresses; empty where it is not set.
    public static Optional<String> find(Settings settings, Setting<String> address) {
        return settings.prefixed("").find(address);
    }

    /// The URL itself.
    ///
    /// @throws IllegalArgumentException if it is no JDBC URL of PostgreSQL
    public static String databaseUrl(String text) {
        if (!text.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException("not a JDBC URL of PostgreSQL");
        }
        return text;
    }
}
