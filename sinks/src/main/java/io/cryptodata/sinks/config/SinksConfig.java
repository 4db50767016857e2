package io.cryptodata.sinks.config;

import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.command.ServerAddresses;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.http.HttpSecurity;
import io.cryptodata.service.instance.DatabasePasswords;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Problems;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;
import io.cryptodata.sinks.database.DatabaseAccess;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the sinks connect, and how they use it.
///
/// @param broker for example at `127.0.0.1:9092`
/// @param connect Connect's REST interface, for example at `http://127.0.0.1:8083`
/// @param registry for example at `http://127.0.0.1:8081`
/// @param database login of the sinks and of the cleanup
/// @param source login of the source of the operators' tables, and of the watch over its replication slot
/// @param maintenance login of what only the owner of the tables may do: refreshes of continuous aggregates, retention and
/// the columnstore. Connect never has it
/// @param tasks number of tasks of the connectors of large topics
/// @param replicas number of replicas of a dead-letter topic that Connect has to create
/// @param startTimeout how long to wait at start for Connect and for RUNNING connectors
/// @param checkInterval the delay between checks of the connectors and the replication slot
/// @param cleanup when replaced indicator rows are removed
/// @param storage how long rows are kept, and when hours are compressed
/// @param http where a process of its own serves health and metrics; empty for nowhere
public record SinksConfig(KafkaAccess broker, HttpAccess connect, HttpAccess registry, DatabaseAccess database,
        DatabaseAccess source, DatabaseAccess maintenance, int tasks, int replicas, Duration startTimeout,
        Duration checkInterval, CleanupConfig cleanup, StorageConfig storage, Optional<HttpConfig> http) {
    /// The prefix of the settings' names.
    public static final String PREFIX = "SINKS_";
    /// The port of health and metrics unless configured otherwise.
    public static final int HTTP_PORT = 8103;

    private static final int DEFAULT_TASKS = 2;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);
    private static final Setting<String> BOOTSTRAP_SERVERS = Setting
            .of("BOOTSTRAP_SERVERS", Format.BROKERS, "the brokers, where they differ from `CDA_KAFKA`")
            .withDefault("127.0.0.1:9092");
    private static final Setting<String> CONNECT_URL = Setting
            .of("CONNECT_URL", Format.SERVER_URL, "Kafka Connect's REST interface, where it differs from `CDA_CONNECT`")
            .withDefault("http://127.0.0.1:8083");
    private static final Setting<String> REGISTRY_URL = Setting
            .of("REGISTRY_URL", Format.SERVER_URL, "the schema registry, where it differs from `CDA_REGISTRY`")
            .withDefault("http://127.0.0.1:8081");
    private static final Setting<String> DATABASE_URL = Setting
            .of("DATABASE_URL",
                    Format.of("a URL like jdbc:postgresql://host:5432/database", ServerAddresses::databaseUrl),
                    "the database, as the Connect worker reaches it, where it differs from `CDA_DATABASE_URL`")
            .withDefault("jdbc:postgresql://127.0.0.1:5433/cryptodata");
    private static final Setting<String> DATABASE_USER = Setting.text("DATABASE_USER", "postgres",
            "login of the sinks and of the cleanup");
    private static final Setting<String> DATABASE_PASSWORD = Setting.secret("DATABASE_PASSWORD",
            "its password; without one the password file of the account is used");
    private static final Setting<String> SOURCE_USER = Setting.of("SOURCE_USER", Format.TEXT,
            "login of the source of the operators' tables and of the watch over its slot")
            .withDefaultInWords("that of the sinks");
    private static final Setting<String> SOURCE_PASSWORD = Setting.secret("SOURCE_PASSWORD", "its password")
            .withDefaultInWords("that of the sinks");
    private static final Setting<String> MAINTENANCE_USER = Setting.of("MAINTENANCE_USER", Format.TEXT,
            "login of what only the owner of the tables may do on TimescaleDB: refreshes, retention, the columnstore")
            .withDefaultInWords("that of the sinks");
    private static final Setting<String> MAINTENANCE_PASSWORD = Setting.secret("MAINTENANCE_PASSWORD", "its password")
            .withDefaultInWords("that of the sinks");
    private static final Setting<Integer> TASKS = Setting
            .of("TASKS", Format.integer(1, 64), "tasks of the connectors of `candles.1h` and `indicators`")
            .withDefault(Integer.toString(DEFAULT_TASKS));
    private static final Setting<Integer> REPLICAS = Setting
            .of("REPLICAS", Format.integer(1, 32), "replicas of a dead-letter topic that Connect has to create")
            .withDefault("1");
    private static final Setting<Duration> START = Setting
            .of("START_TIMEOUT", Format.POSITIVE_DURATION, "how long to wait at the start until all connectors run")
            .withDefault(Format.textOf(START_TIMEOUT));
    private static final Setting<Duration> CHECK = Setting
            .of("CHECK_INTERVAL", Format.POSITIVE_DURATION,
                    "the delay between checks of the connectors and of the replication slot")
            .withDefault(Format.textOf(CHECK_INTERVAL));

    public SinksConfig {
        Problems problems = new Problems(PREFIX);
        problems.check(BOOTSTRAP_SERVERS, broker.servers());
        problems.check(CONNECT_URL, connect.url());
        problems.check(REGISTRY_URL, registry.url());
        problems.check(TASKS, tasks);
        problems.check(REPLICAS, replicas);
        problems.check(START, startTimeout);
        problems.check(CHECK, checkInterval);
        problems.throwIfAny();
    }

    /// Options of the command line that come before the settings.
    ///
    /// @param connectUrl base URL of Connect's REST interface
    /// @param database JDBC URL, which may contain user and password
    public record Options(Optional<String> connectUrl, Optional<String> database) {
        public static Options none() {
            return new Options(Optional.empty(), Optional.empty());
        }
    }

    /// Defaults for servers on one machine: two tasks per large topic, one replica, 90 seconds to start, a check every
    /// five seconds, a cleanup every Sunday, no HTTP server.
    public static SinksConfig onOneMachine(String bootstrap, String connectUrl, String registryUrl,
            DatabaseAccess database) {
        return new SinksConfig(KafkaAccess.plain(bootstrap), HttpAccess.plain(connectUrl),
                HttpAccess.plain(registryUrl), database, database, database, DEFAULT_TASKS, 1,
                START_TIMEOUT, CHECK_INTERVAL, CleanupConfig.weekly(), StorageConfig.everything(), Optional.empty());
    }

    /// From variables that start with `SINKS_`. What is not set has its default; addresses are those of servers on this
    /// machine with their usual ports.
    ///
    /// @throws SettingsException naming all problems, including misspelt names
    public static SinksConfig from(Map<String, String> environment) {
        return Settings.read(SettingSources.of(environment), settings -> read(settings, Inputs.none(), Options.none()))
                .orThrow();
    }

    /// From the settings `SINKS_...`, the addresses of all processes, and options.
    public static SinksConfig read(Settings all, Inputs inputs, Options options) {
        Settings settings = all.prefixed(PREFIX);
        DatabaseAccess database = new DatabaseAccess(settings.get(DATABASE_URL), settings.get(DATABASE_USER),
                settings.find(DATABASE_PASSWORD).orElse(""));
        DatabaseAccess source = new DatabaseAccess(database.url(), settings.get(SOURCE_USER, database.user()),
                settings.find(SOURCE_PASSWORD).orElse(database.password()));
        DatabaseAccess maintenance = new DatabaseAccess(database.url(),
                settings.get(MAINTENANCE_USER, database.user()),
                settings.find(MAINTENANCE_PASSWORD).orElse(database.password()));
        Optional<String> url = Inputs.first(options.database, settings.find(DATABASE_URL),
                ServerAddresses.find(all, ServerAddresses.DATABASE));
        return new SinksConfig(inputs.broker(settings, BOOTSTRAP_SERVERS), connect(settings, inputs, options),
                inputs.registry(settings, REGISTRY_URL), database, source, maintenance, settings.get(TASKS),
                settings.get(REPLICAS), settings.get(START), settings.get(CHECK), CleanupConfig.read(settings),
                StorageConfig.read(settings),
                inputs.http(HttpConfig.from(settings, HTTP_PORT))).withDatabase(url, inputs);
    }

    private static HttpAccess connect(Settings settings, Inputs inputs, Options options) {
        String url = Inputs.first(options.connectUrl, settings.find(CONNECT_URL),
                ServerAddresses.find(settings, ServerAddresses.CONNECT),
                inputs.running().find(Endpoints.CONNECT_URL)).orElseGet(() -> settings.get(CONNECT_URL));
        return new HttpAccess(url, HttpSecurity.read(settings, ServerAddresses.CONNECT_PREFIX));
    }

    /// The same settings with the addresses of other servers. The source and the maintenance keep logins of their own.
    public SinksConfig at(String otherBootstrap, String otherConnectUrl, String otherRegistryUrl,
            DatabaseAccess otherDatabase) {
        return new SinksConfig(broker.at(otherBootstrap), connect.at(otherConnectUrl), registry.at(otherRegistryUrl),
                otherDatabase, moved(source, otherDatabase), moved(maintenance, otherDatabase), tasks, replicas,
                startTimeout, checkInterval, cleanup, storage, http);
    }

    private DatabaseAccess moved(DatabaseAccess login, DatabaseAccess otherDatabase) {
        return login.equals(database)
                ? otherDatabase
                : new DatabaseAccess(otherDatabase.url(), login.user(), login.password());
    }

    /// The same settings with the database of a URL, otherwise with that of the instance that runs in the data folder and
    /// with the logins of its roles.
    ///
    /// @param url may contain user and password
    SinksConfig withDatabase(Optional<String> url, Inputs inputs) {
        if (url.isPresent()) {
            return at(broker.servers(), connect.url(), registry.url(), DatabaseAccess.of(url.get(), database));
        }
        Optional<String> running = inputs.running().find(Endpoints.DATABASE_URL);
        if (running.isEmpty()) {
            return this;
        }
        SinksConfig there = at(broker.servers(), connect.url(), registry.url(),
                DatabaseAccess.of(running.get(), database));
        return DatabasePasswords.find(inputs.data(), DatabaseRole.WRITER).isEmpty()
                ? there
                : there.withLogins(loginOf(DatabaseRole.WRITER, running.get(), inputs.data()),
                        loginOf(DatabaseRole.REPLICATION, running.get(), inputs.data()));
    }

    private static DatabaseAccess loginOf(DatabaseRole role, String url, Path dataFolder) {
        return new DatabaseAccess(url, role.sqlName(), DatabasePasswords.find(dataFolder, role).orElse(""));
    }

    /// The same settings with other logins: of the sinks and their maintenance, and of the source.
    public SinksConfig withLogins(DatabaseAccess otherDatabase, DatabaseAccess otherSource) {
        return new SinksConfig(broker, connect, registry, otherDatabase, otherSource, otherDatabase, tasks, replicas,
                startTimeout, checkInterval, cleanup, storage, http);
    }

    /// The logins of the connectors, whose passwords the Connect worker must know.
    public List<DatabaseAccess> connectorLogins() {
        return List.of(database, source);
    }

    /// The same settings with another schedule of cleanups.
    public SinksConfig withCleanup(CleanupConfig other) {
        return new SinksConfig(broker, connect, registry, database, source, maintenance, tasks, replicas,
                startTimeout, checkInterval, other, storage, http);
    }

    /// The same settings with another retention.
    public SinksConfig withStorage(StorageConfig other) {
        return new SinksConfig(broker, connect, registry, database, source, maintenance, tasks, replicas,
                startTimeout, checkInterval, cleanup, other, http);
    }
}
