package io.cryptodata.sinks.config;

import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.instance.DatabasePasswords;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the sinks connect, and how they use it.
///
/// @param bootstrap address of the broker, for example `127.0.0.1:9092`
/// @param connectUrl base URL of Connect's REST interface, for example `http://127.0.0.1:8083`
/// @param registryUrl base URL of the schema registry without a path, for example `http://127.0.0.1:8081`
/// @param database login of the sinks and of the cleanup
/// @param source login of the source of the operators' tables, and of the watch over its replication slot
/// @param tasks number of tasks of the connectors of large topics
/// @param replicas number of replicas of a dead-letter topic that Connect has to create
/// @param startTimeout how long to wait at start for Connect and for RUNNING connectors
/// @param checkInterval the delay between checks of the connectors and the replication slot
/// @param cleanup when replaced indicator rows are removed
/// @param storage how long rows are kept, and when hours are compressed
/// @param http where a process of its own serves health and metrics; empty for nowhere
public record SinksConfig(String bootstrap, String connectUrl, String registryUrl, DatabaseAccess database,
        DatabaseAccess source, int tasks, int replicas, Duration startTimeout, Duration checkInterval,
        CleanupConfig cleanup, StorageConfig storage,
        Optional<HttpConfig> http) {
    /// The prefix of the settings' names.
    public static final String PREFIX = "SINKS_";
    /// The port of health and metrics unless configured otherwise.
    public static final int HTTP_PORT = 8103;

    private static final int DEFAULT_TASKS = 2;
    private static final int MAX_TASKS = 64;
    private static final int MAX_REPLICAS = 32;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

    public SinksConfig {
        require(!bootstrap.isBlank(), "bootstrap must be like 'host:port'", bootstrap);
        requireUrl(connectUrl, "connectUrl");
        requireUrl(registryUrl, "registryUrl");
        require(tasks >= 1 && tasks <= MAX_TASKS, "tasks must be between 1 and " + MAX_TASKS, tasks);
        require(replicas >= 1 && replicas <= MAX_REPLICAS, "replicas must be between 1 and " + MAX_REPLICAS, replicas);
        require(startTimeout.isPositive(), "startTimeout must be positive", startTimeout);
        require(checkInterval.isPositive(), "checkInterval must be positive", checkInterval);
    }

    /// Defaults for servers on one machine: two tasks per large topic, one replica, 90 seconds to start, a check every
    /// five seconds, a cleanup every Sunday, no HTTP server.
    public static SinksConfig onOneMachine(String bootstrap, String connectUrl, String registryUrl,
            DatabaseAccess database) {
        return new SinksConfig(bootstrap, connectUrl, registryUrl, database, database, DEFAULT_TASKS, 1,
                START_TIMEOUT, CHECK_INTERVAL, CleanupConfig.weekly(), StorageConfig.everything(), Optional.empty());
    }

    /// From variables that start with `SINKS_`. What is not set has its default; addresses are those of servers on this
    /// machine with their usual ports.
    ///
    /// @throws SettingsException naming all problems, including misspelt names
    public static SinksConfig from(Map<String, String> environment) {
        return Settings.read(PREFIX, environment, SinksConfig::read);
    }

    private static SinksConfig read(Settings settings) {
        DatabaseAccess database = new DatabaseAccess(
                settings.parsed("DATABASE_URL", "jdbc:postgresql://127.0.0.1:5433/cryptodata",
                        "a URL like jdbc:postgresql://host:5432/database", DatabaseAccess::requireUrl),
                settings.text("DATABASE_USER", "postgres"), settings.text("DATABASE_PASSWORD", ""));
        DatabaseAccess source = new DatabaseAccess(database.url(), settings.text("SOURCE_USER", database.user()),
                settings.text("SOURCE_PASSWORD", database.password()));
        return new SinksConfig(settings.text("BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
                url(settings, "CONNECT_URL", "http://127.0.0.1:8083"),
                url(settings, "REGISTRY_URL", "http://127.0.0.1:8081"), database, source,
                number(settings, "TASKS", DEFAULT_TASKS, MAX_TASKS),
                number(settings, "REPLICAS", 1, MAX_REPLICAS),
                duration(settings, "START_TIMEOUT", START_TIMEOUT),
                duration(settings, "CHECK_INTERVAL", CHECK_INTERVAL), CleanupConfig.read(settings),
                StorageConfig.read(settings),
                HttpConfig.from(settings, Optional.of(HTTP_PORT)));
    }

    private static String url(Settings settings, String name, String standard) {
        return settings.parsed(name, standard, "a URL like http://host:port, without a path", text -> {
            requireUrl(text, name);
            return text;
        });
    }

    static int number(Settings settings, String name, int standard, int largest) {
        return settings.parsed(name, standard, "a whole number between 1 and " + largest, text -> {
            int number = Integer.parseInt(text);
            require(number >= 1 && number <= largest, "out of range", number);
            return number;
        });
    }

    private static Duration duration(Settings settings, String name, Duration standard) {
        return settings.parsed(name, standard, "a positive duration like 200ms, 5s or 10m", text -> {
            Duration duration = Settings.durationOf(text);
            require(duration.isPositive(), "not positive", duration);
            return duration;
        });
    }

    /// The same settings with the addresses of other servers. The source keeps a login of its own.
    public SinksConfig at(String otherBootstrap, String otherConnectUrl, String otherRegistryUrl,
            DatabaseAccess otherDatabase) {
        DatabaseAccess otherSource = source.equals(database)
                ? otherDatabase
                : new DatabaseAccess(otherDatabase.url(), source.user(), source.password());
        return new SinksConfig(otherBootstrap, otherConnectUrl, otherRegistryUrl, otherDatabase, otherSource, tasks,
                replicas, startTimeout, checkInterval, cleanup, storage, http);
    }

    /// The same settings with the database of a URL, otherwise with that of the instance that runs in a data folder and
    /// with the logins of its roles.
    ///
    /// @param url may contain user and password; null for none
    public SinksConfig withDatabase(@Nullable String url, Path dataFolder) {
        if (url != null) {
            return at(bootstrap, connectUrl, registryUrl, DatabaseAccess.of(url, database));
        }
        Optional<String> running = Endpoints.read(dataFolder).find(Endpoints.DATABASE_URL);
        if (running.isEmpty()) {
            return this;
        }
        SinksConfig there = at(bootstrap, connectUrl, registryUrl, DatabaseAccess.of(running.get(), database));
        return DatabasePasswords.find(dataFolder, DatabaseRole.WRITER).isEmpty()
                ? there
                : there.withLogins(loginOf(DatabaseRole.WRITER, running.get(), dataFolder),
                        loginOf(DatabaseRole.REPLICATION, running.get(), dataFolder));
    }

    private static DatabaseAccess loginOf(DatabaseRole role, String url, Path dataFolder) {
        return new DatabaseAccess(url, role.sqlName(), DatabasePasswords.find(dataFolder, role).orElse(""));
    }

    /// The same settings with other logins.
    public SinksConfig withLogins(DatabaseAccess otherDatabase, DatabaseAccess otherSource) {
        return new SinksConfig(bootstrap, connectUrl, registryUrl, otherDatabase, otherSource, tasks, replicas,
                startTimeout, checkInterval, cleanup, storage, http);
    }

    /// The logins of the connectors, whose passwords the Connect worker must know.
    public List<DatabaseAccess> connectorLogins() {
        return List.of(database, source);
    }

    /// The same settings with another schedule of cleanups.
    public SinksConfig withCleanup(CleanupConfig other) {
        return new SinksConfig(bootstrap, connectUrl, registryUrl, database, source, tasks, replicas,
                startTimeout, checkInterval, other, storage, http);
    }

    /// The same settings with another retention.
    public SinksConfig withStorage(StorageConfig other) {
        return new SinksConfig(bootstrap, connectUrl, registryUrl, database, source, tasks, replicas,
                startTimeout, checkInterval, cleanup, other, http);
    }

    private static void requireUrl(String url, String name) {
        require(url.matches("https?://[^/]+"), name + " must be like 'http://host:port', without a path", url);
    }

    private static void require(boolean holds, String expectation, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(expectation + ", but was '" + actual + "'");
        }
    }
}
