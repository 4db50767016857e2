package io.cryptodata.allinone.containers;

import io.cryptodata.allinone.embedded.StoreCheck;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.retry.Await;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every part of the product in a container of its own, with simulated venues: the servers, a worker, and our processes.
final class Line implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(5);
    /// Hours of history that every market of the simulated venues has.
    static final int HOURS = 5 * 24;

    private static final int SIMULATOR_PORT = 8090;
    private static final int CONNECT_PORT = 8083;
    private static final String SIMULATOR = "simulator";

    private final Network network = Network.newNetwork();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, GenericContainer<?>> processes = new LinkedHashMap<>();
    private final Optional<Faults> faults;
    private final KafkaContainer kafka;
    private final PostgreSQLContainer database;
    private final GenericContainer<?> registry;

    /// @param proxied whether the processes reach the servers through a proxy that can disturb their connections
    Line(boolean proxied) throws IOException {
        faults = proxied ? Optional.of(closedWithThis(new Faults(network))) : Optional.empty();
        database = closedWithThis(ServerContainers.database(network));
        kafka = closedWithThis(ServerContainers.kafka(network, addressOf(ProxiedServer.KAFKA)));
        registry = closedWithThis(ServerContainers.registry(network));
    }

    void start() {
        database.start();
        kafka.start();
        registry.start();
        runOnce("topics");
        runOnce("migrate");
        startSimulator();
        start(ContainerImage.CONNECT, CONNECT_PORT, "/health", Map.of("CONNECT_BOOTSTRAP_SERVERS", kafkaAddress(),
                "CONNECT_LISTENERS", "http://0.0.0.0:" + CONNECT_PORT,
                "CONNECT_REST_ADVERTISED_HOST_NAME", ContainerImage.CONNECT.host()));
        start(ContainerImage.STREAMS, 8102, "/ready", Map.of("STREAMS_HTTP_HOST", "0.0.0.0"));
        start(ContainerImage.SINKS, 8103, "/ready", Map.of("SINKS_HTTP_HOST", "0.0.0.0",
                "SINKS_CONNECT_URL", "http://" + ContainerImage.CONNECT.host() + ":" + CONNECT_PORT,
                "SINKS_DATABASE_USER", DatabaseRole.WRITER.sqlName(),
                "SINKS_MAINTENANCE_USER", DatabaseRole.OWNER.sqlName(),
                "SINKS_SOURCE_USER", DatabaseRole.REPLICATION.sqlName()));
        start(ContainerImage.PRODUCERS, 8101, "/ready", producerSettings());
    }

    /// Runs a command of `./cda` in a container of its own, and fails with its output unless it succeeds.
    void runOnce(String... command) {
        try (GenericContainer<?> container = process(ContainerImage.CDA, Map.of("CDA_DATABASE_URL",
                databaseUrl() + "?user=" + DatabaseRole.OWNER.sqlName()))) {
            container.withCommand(command)
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE)).start();
        }
    }

    private void startSimulator() {
        GenericContainer<?> simulator = closedWithThis(new GenericContainer<>(ContainerImage.CDA.imageName()));
        simulator.withNetwork(network).withNetworkAliases(SIMULATOR).withExposedPorts(SIMULATOR_PORT)
                .withCommand("simulate", "--host", "0.0.0.0", "--now", "--history", String.valueOf(HOURS / 24),
                        "--spot",
                        "12", "--linear", "0")
                .waitingFor(Wait.forHttp("/binance/api/v3/time").forPort(SIMULATOR_PORT)
                        .withStartupTimeout(PATIENCE))
                .start();
    }

    private static Map<String, String> producerSettings() {
        String venues = "http://" + SIMULATOR + ":" + SIMULATOR_PORT;
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("PRODUCERS_HTTP_HOST", "0.0.0.0");
        settings.put("PRODUCERS_VENUES", "binance,bybit");
        settings.put("PRODUCERS_LISTINGS", "binance,bybit");
        settings.put("PRODUCERS_TOP", "0");
        settings.put("PRODUCERS_INCLUDE", ".*:(BTC|ETH)/USDT");
        settings.put("PRODUCERS_BINANCE_URL", venues + "/binance");
        settings.put("PRODUCERS_BYBIT_URL", venues + "/bybit");
        settings.put("COINGECKO_BASE_URL", venues + "/coingecko");
        settings.put("COINGECKO_EVERY", "2m");
        return settings;
    }

    private void start(ContainerImage image, int port, String path, Map<String, String> settings) {
        GenericContainer<?> process = closedWithThis(process(image, settings));
        process.withExposedPorts(port)
                .waitingFor(Wait.forHttp(path).forPort(port).withStartupTimeout(PATIENCE)).start();
        processes.put("http://" + process.getHost() + ":" + process.getMappedPort(port) + path, process);
    }

    private GenericContainer<?> process(ContainerImage image, Map<String, String> settings) {
        GenericContainer<?> process = new GenericContainer<>(image.imageName());
        process.withNetwork(network).withNetworkAliases(image.host())
                .withEnv("CDA_KAFKA", kafkaAddress())
                .withEnv("CDA_REGISTRY", "http://" + addressOf(ProxiedServer.REGISTRY))
                .withEnv("CDA_DATABASE_URL", databaseUrl())
                .withEnv("PASSWORD_SERVER", addressOf(ProxiedServer.DATABASE) + ":" + ServerContainers.DATABASE)
                .withEnv(settings);
        ServerContainers.giveSecrets(process);
        return process;
    }

    private String kafkaAddress() {
        return addressOf(ProxiedServer.KAFKA);
    }

    private String databaseUrl() {
        return "jdbc:postgresql://" + addressOf(ProxiedServer.DATABASE) + "/" + ServerContainers.DATABASE;
    }

    private String addressOf(ProxiedServer server) {
        return faults.isPresent() ? server.proxyAddress() : server.address();
    }

    private <T extends AutoCloseable> T closedWithThis(T part) {
        started.push(part);
        return part;
    }

    /// The proxies between the processes and the servers.
    Faults faults() {
        return faults.orElseThrow();
    }

    /// The broker's address on this machine.
    String bootstrap() {
        return kafka.getBootstrapServers();
    }

    /// The registry's address on this machine.
    String registryUrl() {
        return ServerContainers.urlOf(registry);
    }

    /// The rows of a query, each with its first column only; directly, without a proxy.
    List<String> query(DatabaseRole role, String sql) throws SQLException {
        DatabaseAccess login = ServerContainers.login(database, role);
        try (Connection connection = login.connect(); Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        rows.add(result.getString(1));
                    }
                }
            }
            return rows;
        }
    }

    /// How many hours of a market on Binance are stored with their indicators.
    long storedHours(String asset) {
        try {
            return Long.parseLong(query(DatabaseRole.READER, """
                    SELECT count(*) FROM h1_data h
                    JOIN indicators i ON i.last_id = h.last_id AND i.timeframe = '1h'
                    WHERE h.exchange = 'binance' AND h.asset = '%s'""".formatted(asset)).getFirst());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits until every process responds that it is ready.
    boolean isReadyWithin(Duration time) {
        return Await.until(() -> processes.keySet().stream().allMatch(Line::responds), time);
    }

    private static boolean responds(String url) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Requires that every row of every table is that of its topic.
    void requireEqualStore() throws SQLException {
        StoreCheck.requireEqual(KafkaAccess.plain(bootstrap()), HttpAccess.plain(registryUrl()),
                ServerContainers.login(database, DatabaseRole.WRITER));
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
        network.close();
    }
}
