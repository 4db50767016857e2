package io.cryptodata.api.config;

import io.cryptodata.api.database.DatabaseLogin;
import io.cryptodata.api.database.ReadPool;
import io.cryptodata.api.http.Access;
import io.cryptodata.api.http.Limits;
import io.cryptodata.api.http.Origins;
import io.cryptodata.api.http.ServerConfig;
import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.command.ServerAddresses;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.http.HttpSecurity;
import io.cryptodata.service.http.HttpToken;
import io.cryptodata.service.instance.DatabasePasswords;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What the read API and the page read, and how they are served.
///
/// @param server where and for whom
/// @param broker of the live topics
/// @param registry of their schemas
/// @param connect Connect's REST interface
/// @param database with a login that reads
/// @param operatorDatabase the same database with a login that writes the operators' tables; empty if none is configured
/// @param pool how many connections to it
/// @param grafana what the page links to; empty for nothing
/// @param processes where the processes serve their health; empty where it is unknown
/// @param http where a process of its own serves health and metrics; empty for nowhere
public record ApiConfig(ServerConfig server, KafkaAccess broker, HttpAccess registry, HttpAccess connect,
        DatabaseLogin database, Optional<DatabaseLogin> operatorDatabase, ReadPool.Limits pool, Optional<URI> grafana,
        Set<String> processes,
        Optional<HttpConfig> http) {
    /// The prefix of the settings' names.
    public static final String PREFIX = "API_";
    /// The port of the page and the read API unless configured otherwise.
    public static final int PORT = 5556;
    /// The port of health and metrics unless configured otherwise.
    public static final int HTTP_PORT = 8104;

    /// The settings of other servers, which do not apply where these run in the same process.
    public static final Set<String> OF_SERVERS = Set.of("API_BOOTSTRAP_SERVERS", "API_REGISTRY_URL",
            "API_CONNECT_URL", "API_DATABASE_URL", "API_DATABASE_USER", "API_DATABASE_PASSWORD", "API_HTTP_HOST",
            "API_HTTP_PORT");

    private static final int LARGEST_PORT = 65_535;
    private static final int SHORTEST_TOKEN = 16;
    private static final int MOST = 100_000;
    private static final Limits STANDARD = Limits.standard();
    private static final ReadPool.Limits STANDARD_POOL = ReadPool.Limits.standard();
    private static final Setting<String> HOST = Setting.text("HOST", "127.0.0.1",
            "the address on which the page and the read API are served; `0.0.0.0` for all of this machine");
    private static final Setting<Integer> PORT_SETTING = Setting
            .of("PORT", Format.integer(0, LARGEST_PORT), "the port of the page and the read API; 0 for any free one")
            .withDefault(Integer.toString(PORT));
    private static final Setting<HttpToken> READ_TOKEN = token("READ_TOKEN",
            "the bearer token that reading requires; without one reading is open");
    private static final Setting<HttpToken> OPERATOR_TOKEN = token("OPERATOR_TOKEN",
            "the bearer token that operators' actions require, which also permits reading; without one there are no actions");
    private static final Setting<Set<String>> ALLOWED_HOSTS = Setting
            .of("ALLOWED_HOSTS",
                    words("names like data.example, separated by commas, without ports",
                            name -> name.matches("[^/:\\s]+|\\[?[0-9a-f.]*(:[0-9a-f.]*){2,}]?")),
                    "host names of this server that requests may name, besides those of the loopback interface")
            .withDefaultInWords("none");
    private static final Setting<Set<String>> ALLOWED_ORIGINS = Setting
            .of("ALLOWED_ORIGINS",
                    words("origins like https://dashboard.example, separated by commas",
                            origin -> origin.matches("https?://[^/\\s]+")),
                    "origins of other sites whose pages may call the API")
            .withDefaultInWords("none");
    private static final Setting<URI> GRAFANA = Setting
            .of("GRAFANA_URL", Format.BASE_URL, "Grafana, to which the page links")
            .withDefaultInWords("no link");
    private static final Setting<String> BOOTSTRAP_SERVERS = Setting
            .of("BOOTSTRAP_SERVERS", Format.BROKERS, "the brokers, where they differ from `CDA_KAFKA`")
            .withDefault("127.0.0.1:9092");
    private static final Setting<String> REGISTRY_URL = Setting
            .of("REGISTRY_URL", Format.SERVER_URL, "the schema registry, where it differs from `CDA_REGISTRY`")
            .withDefault("http://127.0.0.1:8081");
    private static final Setting<String> CONNECT_URL = Setting
            .of("CONNECT_URL", Format.SERVER_URL, "Kafka Connect's REST interface, where it differs from `CDA_CONNECT`")
            .withDefault("http://127.0.0.1:8083");
    private static final Setting<String> DATABASE_URL = Setting
            .of("DATABASE_URL",
                    Format.of("a URL like jdbc:postgresql://host:5432/database", ServerAddresses::databaseUrl),
                    "the database, where it differs from `CDA_DATABASE_URL`")
            .withDefault("jdbc:postgresql://127.0.0.1:5433/cryptodata");
    private static final Setting<String> DATABASE_USER = Setting.text("DATABASE_USER", DatabaseRole.READER.sqlName(),
            "a login that reads every table");
    private static final Setting<String> DATABASE_PASSWORD = Setting.secret("DATABASE_PASSWORD",
            "its password; without one the password file of the account is used");
    private static final Setting<String> OPERATOR_DATABASE_USER = Setting
            .of("OPERATOR_DATABASE_USER", Format.TEXT,
                    "a login that writes `asset_declaration` and `flags`; without it and its password operators cannot edit them")
            .withDefaultInWords("`cda_operator` where it has a password");
    private static final Setting<String> OPERATOR_DATABASE_PASSWORD = Setting.secret("OPERATOR_DATABASE_PASSWORD",
            "its password; without one the password file of the account is used");
    private static final Setting<Integer> CONNECTIONS = count("MAX_CONNECTIONS", STANDARD.connections(),
            "open connections; further ones wait");
    private static final Setting<Integer> CLIENT_CONNECTIONS = count("MAX_CONNECTIONS_PER_CLIENT",
            STANDARD.connectionsPerClient(),
            "open connections of one client, which is an IP address; further ones are closed");
    private static final Setting<Integer> REQUESTS = count("MAX_REQUESTS", STANDARD.requests(),
            "requests in progress, without streams; further ones get status 503");
    private static final Setting<Integer> CLIENT_REQUESTS = count("MAX_REQUESTS_PER_CLIENT",
            STANDARD.requestsPerClient(), "requests of one client in progress; further ones get status 429");
    private static final Setting<Integer> STREAMS = count("MAX_STREAMS", STANDARD.streams(),
            "open live streams; further ones get status 503");
    private static final Setting<Integer> CLIENT_STREAMS = count("MAX_STREAMS_PER_CLIENT", STANDARD.streamsPerClient(),
            "open live streams of one client; further ones get status 429");
    private static final Setting<Duration> REQUEST_TIMEOUT = Setting
            .of("REQUEST_TIMEOUT", Format.POSITIVE_DURATION,
                    "how long a client may take to send a request, counted from the response before")
            .withDefault(Format.textOf(STANDARD.requestTimeout()));
    private static final Setting<Duration> WRITE_TIMEOUT = Setting
            .of("WRITE_TIMEOUT", Format.POSITIVE_DURATION,
                    "how long a client may take to receive 32 KB of a response before it is cut off")
            .withDefault(Format.textOf(STANDARD.writeTimeout()));
    private static final Setting<Integer> POOL = count("DATABASE_CONNECTIONS", STANDARD_POOL.connections(),
            "database connections for all other responses");
    private static final Setting<Integer> BULK_POOL = count("DATABASE_BULK_CONNECTIONS",
            STANDARD_POOL.bulkConnections(),
            "database connections for CSV and Arrow of candles, indicators, bars and the screener, one per response; one client uses at most half of them");
    private static final Setting<Duration> QUERY_TIMEOUT = Setting
            .of("QUERY_TIMEOUT", Format.POSITIVE_DURATION, "how long a database statement may take")
            .withDefault(Format.textOf(STANDARD_POOL.statementTimeout()));

    private static Setting<HttpToken> token(String name, String meaning) {
        return Setting.of(name, Format.of("at least " + SHORTEST_TOKEN + " printable characters without spaces",
                HttpToken::new), meaning).asSecret();
    }

    private static Setting<Integer> count(String name, int standard, String meaning) {
        return Setting.of(name, Format.integer(1, MOST), meaning).withDefault(Integer.toString(standard));
    }

    private static Format<Set<String>> words(String expected, Predicate<String> accepted) {
        return new Format<>(expected,
                text -> new TreeSet<>(List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s*,\\s*"))),
                all -> all.stream().allMatch(accepted));
    }

    /// Options of the command.
    ///
    /// @param connectUrl Kafka Connect
    /// @param database JDBC URL
    /// @param port of the page and the read API
    public record Options(Optional<String> connectUrl, Optional<String> database, Optional<Integer> port) {
        public static Options none() {
            return new Options(Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /// From variables that start with `API_`; what is not set has its default.
    ///
    /// @throws SettingsException naming every problem, misspelt names included
    public static ApiConfig from(Map<String, String> environment) {
        return Settings.read(SettingSources.of(environment), settings -> read(settings, Inputs.none(), Options.none()))
                .orThrow();
    }

    /// From the settings `API_...`, the addresses of all processes, and options.
    public static ApiConfig read(Settings all, Inputs inputs, Options options) {
        Settings settings = all.prefixed(PREFIX);
        String connectUrl = Inputs.first(options.connectUrl, settings.find(CONNECT_URL),
                ServerAddresses.find(settings, ServerAddresses.CONNECT),
                inputs.running().find(Endpoints.CONNECT_URL)).orElseGet(() -> settings.get(CONNECT_URL));
        DatabaseLogin database = database(settings, inputs, options);
        return new ApiConfig(server(settings, options), inputs.broker(settings, BOOTSTRAP_SERVERS),
                inputs.registry(settings, REGISTRY_URL),
                new HttpAccess(connectUrl, HttpSecurity.read(settings, ServerAddresses.CONNECT_PREFIX)),
                database, operatorDatabase(settings, inputs, database),
                new ReadPool.Limits(settings.get(POOL), settings.get(BULK_POOL), STANDARD_POOL.maxWait(),
                        settings.get(QUERY_TIMEOUT)),
                settings.find(GRAFANA), processes(settings, inputs), inputs.http(HttpConfig.from(settings, HTTP_PORT)));
    }

    private static ServerConfig server(Settings settings, Options options) {
        String host = settings.get(HOST);
        Set<String> hosts = new TreeSet<>(settings.get(ALLOWED_HOSTS, Set.of()));
        hosts.add(host.toLowerCase(Locale.ROOT));
        Limits limits = new Limits(settings.get(CONNECTIONS), settings.get(CLIENT_CONNECTIONS), settings.get(REQUESTS),
                settings.get(CLIENT_REQUESTS), settings.get(STREAMS), settings.get(CLIENT_STREAMS),
                settings.get(BULK_POOL), (settings.get(BULK_POOL) + 1) / 2,
                settings.get(REQUEST_TIMEOUT), settings.get(WRITE_TIMEOUT));
        int port = settings.get(PORT_SETTING);
        return new ServerConfig(host, options.port.orElse(port),
                settings.part(Access.open(),
                        () -> new Access(settings.find(READ_TOKEN), settings.find(OPERATOR_TOKEN))),
                new Origins(hosts, settings.get(ALLOWED_ORIGINS, Set.of())), limits);
    }

    private static DatabaseLogin database(Settings settings, Inputs inputs, Options options) {
        DatabaseLogin configured = new DatabaseLogin(settings.get(DATABASE_URL), settings.get(DATABASE_USER),
                settings.find(DATABASE_PASSWORD).orElse(""));
        Optional<String> url = Inputs.first(options.database, settings.find(DATABASE_URL),
                ServerAddresses.find(settings, ServerAddresses.DATABASE));
        if (url.isPresent()) {
            return DatabaseLogin.of(url.get(), configured);
        }
        return inputs.running().find(Endpoints.DATABASE_URL)
                .map(running -> DatabasePasswords.find(inputs.data(), DatabaseRole.READER)
                        .map(password -> new DatabaseLogin(running, DatabaseRole.READER.sqlName(), password))
                        .orElseGet(() -> DatabaseLogin.of(running, configured)))
                .orElse(configured);
    }

    /// That of the settings, or of the instance that runs in the state folder.
    private static Optional<DatabaseLogin> operatorDatabase(Settings settings, Inputs inputs, DatabaseLogin database) {
        Optional<String> user = settings.find(OPERATOR_DATABASE_USER);
        Optional<String> password = settings.find(OPERATOR_DATABASE_PASSWORD)
                .or(() -> inputs.running().find(Endpoints.DATABASE_URL).filter(database.url()::equals)
                        .flatMap(_ -> DatabasePasswords.find(inputs.data(), DatabaseRole.OPERATOR)));
        return user.isEmpty() && password.isEmpty()
                ? Optional.empty()
                : Optional.of(new DatabaseLogin(database.url(), user.orElse(DatabaseRole.OPERATOR.sqlName()),
                        password.orElse("")));
    }

    private static Set<String> processes(Settings settings, Inputs inputs) {
        return settings.prefixed("").find(ServerAddresses.PROCESSES).<Set<String>>map(TreeSet::new)
                .orElseGet(() -> inputs.running().find(Endpoints.HTTP_URL).map(Set::of).orElse(Set.of()));
    }

    /// The same with the servers of a run on this machine.
    ///
    /// @param other the database with a login that reads
    /// @param operator the same with a login that writes the operators' tables
    public ApiConfig at(String bootstrap, String registryUrl, String connectUrl, DatabaseLogin other,
            DatabaseLogin operator) {
        return new ApiConfig(server, broker.at(bootstrap), registry.at(registryUrl), connect.at(connectUrl), other,
                Optional.of(operator), pool,
                grafana, processes, http);
    }

    /// The same on another port.
    public ApiConfig onPort(int other) {
        return new ApiConfig(new ServerConfig(server.host(), other, server.access(), server.origins(), server.limits()),
                broker, registry, connect, database, operatorDatabase, pool, grafana, processes, http);
    }
}
