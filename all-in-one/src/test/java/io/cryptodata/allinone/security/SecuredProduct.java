package io.cryptodata.allinone.security;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.allinone.cli.setup.KafkaRole;
import io.cryptodata.allinone.embedded.EmbeddedConnect;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.allinone.embedded.WorkerConfig;
import io.cryptodata.allinone.interop.Servers;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.http.HttpToken;
import io.cryptodata.service.http.ProcessHttpServer;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.Service;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.metrics.ProcessMeters;
import io.cryptodata.service.retry.Await;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.connect.WorkerRegistry;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import io.cryptodata.sinks.database.PasswordFile;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.config.StreamsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One run of all parts, each with its own login: to the broker by SASL_SSL, to the registry and to Connect by HTTPS and basic
/// authentication, to the database by its role, to the health of each process by a token. The parts have ended when it
/// returns; the broker goes on.
final class SecuredProduct implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String MARKET = "binance:BTC/USDT";

    private final Path folder;
    private final Servers servers;
    private final CapturedLog log = new CapturedLog("ROOT");
    private final CapturedLog denied = new CapturedLog("kafka.authorizer.logger");
    private final SecuredServers secured;
    private final StoredRows stored;
    private final Map<String, ProcessMeters> meters = new HashMap<>();
    private final Map<String, Run> commands = new LinkedHashMap<>();
    private final Map<String, String> output = new LinkedHashMap<>();
    private final Map<String, String> refusals = new LinkedHashMap<>();
    private Map<String, Long> rows = Map.of();
    private List<String> denials = List.of();

    private SecuredProduct(Path folder, Servers servers) throws Exception {
        this.folder = folder;
        this.servers = servers;
        this.secured = new SecuredServers(folder, servers);
        this.stored = new StoredRows(servers);
    }

    /// @param servers a registry, and a database that this migrates
    static SecuredProduct run(Path folder, Servers servers) throws Exception {
        SecuredProduct product = new SecuredProduct(folder, servers);
        try {
            product.run();
            return product;
        } catch (Exception | AssertionError e) {
            product.close();
            throw e;
        }
    }

    private void run() throws Exception {
        commands.put("acls --apply", Run.cda("acls", "--apply", "--kafka", secured.unsecuredBroker()));
        commands.put("acls --check",
                Run.cdaUntil(run -> run.status() == 0, "acls", "--check", "--kafka", secured.unsecuredBroker()));
        command(KafkaRole.TOPICS, "topics", "--partitions", "3");
        command(KafkaRole.TOPICS, "topics", "--partitions", "3");
        Migrations.migrate(servers.database(DatabaseRole.OWNER), TIMEOUT);
        PasswordFile.write(folder, "connect.pgpass", List.of(servers.database(DatabaseRole.WRITER),
                servers.database(DatabaseRole.REPLICATION), servers.database(DatabaseRole.OWNER)))
                .useInThisProcess();
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            runParts(parts);
        } finally {
            while (!parts.isEmpty()) {
                parts.pop().close();
            }
        }
        output.put("log", String.join("\n", log.lines()));
        commands.forEach((name, run) -> output.put("./cda " + name, run.out() + run.err()));
        try (Stream<Path> logs = Files.list(servers.folder("logs"))) {
            for (Path each : logs.filter(Files::isRegularFile).toList()) {
                output.put(each.toString(), Files.readString(each, StandardCharsets.ISO_8859_1) + '\n' + each);
            }
        }
        output.putAll(refusals);
        denials = denied.lines();
    }

    private void runParts(Deque<AutoCloseable> parts) throws Exception {
        WorkerRegistry.useFile(secured.file("worker", secured.settings(KafkaRole.CONNECT)));
        SimulatorApp simulator = new SimulatorApp(new SimulatorConfig(0, folder.resolve("simulator"),
                new SimulatorConfig.Seeded(7, Duration.ofDays(5), 0.01, false)));
        parts.push(simulator);
        simulator.start();
        EmbeddedConnect worker = new EmbeddedConnect(
                WorkerConfig.embedded(Optional.of(Path.of(System.getProperty("repository.root"))
                        .resolve("connect/target/source-plugins"))),
                secured.access(KafkaRole.CONNECT),
                new LocalPort(LocalPort.free(), "Kafka Connect worker", "--connect-port"));
        parts.push(worker);
        worker.start();
        SecuredProxy connect = secured.before(worker.url());
        parts.push(connect);
        Map<String, Service> services = services(simulator, connect);
        for (Map.Entry<String, Service> each : services.entrySet()) {
            parts.push(each.getValue());
        }
        // each waits for its dependencies
        services.values().parallelStream().forEach(SecuredProduct::started);
        stored.execute("INSERT INTO flags (base, flag, value) VALUES ('DOGE', 'exclude', true)");
        awaitRows(services);
        commandsOfOperators(connect);
        wrongLogins(connect);
        for (Map.Entry<String, Service> each : services.entrySet()) {
            observe(each.getKey(), each.getValue());
        }
        Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
                .forEach(this::observeArguments);
        output.put("connectors", get(worker.url() + "/connectors?expand=info&expand=status", ""));
        output.put("topic connect.configs", secured.textOf("connect.configs"));
        bot();
    }

    private Map<String, Service> services(SimulatorApp simulator, SecuredProxy connect) {
        Map<String, String> ofProducers = secured.settings(KafkaRole.PRODUCERS);
        ofProducers.putAll(Map.of("PRODUCERS_VENUES", "binance", "PRODUCERS_LISTINGS", "binance",
                "PRODUCERS_BINANCE_URL", simulator.venueUrl("binance").toString(), "PRODUCERS_QUOTES", "*",
                "PRODUCERS_TOP", "0", "CDA_PARTITIONS", "3"));
        ofProducers.putAll(Map.of("COINGECKO_BASE_URL", simulator.venueUrl(SimulatedCoinGecko.NAME).toString(),
                "COINGECKO_TIER", "DEMO", "COINGECKO_KEY", SimulatedCoinGecko.DEMO_KEY, "COINGECKO_PAGES", "1",
                "COINGECKO_EVERY", "1m"));
        secured.secrets().put("CoinGecko", SimulatedCoinGecko.DEMO_KEY);
        Map<String, String> ofStreams = secured.settings(KafkaRole.STREAMS);
        ofStreams.put("STREAMS_STATE_DIR", folder.resolve("streams").toString());
        Map<String, String> ofSinks = secured.settings(KafkaRole.SINKS);
        ofSinks.putAll(secured.settingsOf(connect));
        DatabaseAccess writer = servers.database(DatabaseRole.WRITER);
        ofSinks.putAll(Map.of("CDA_DATABASE_URL", writer.url(), "SINKS_DATABASE_USER", writer.user(),
                "SINKS_DATABASE_PASSWORD", writer.password(), "SINKS_SOURCE_USER",
                DatabaseRole.REPLICATION.sqlName(), "SINKS_SOURCE_PASSWORD",
                servers.database(DatabaseRole.REPLICATION).password(), "SINKS_MAINTENANCE_USER",
                DatabaseRole.OWNER.sqlName(), "SINKS_MAINTENANCE_PASSWORD",
                servers.database(DatabaseRole.OWNER).password()));
        Map<String, Service> services = new LinkedHashMap<>();
        services.put("sinks", new SinksApp(SinksConfig.from(ofSinks), metersOf("sinks")));
        services.put("streams", new StreamsApp(StreamsConfig.from(ofStreams), metersOf("streams")));
        services.put("producers",
                new ProducersApp(ProducersConfig.from(ofProducers), metersOf("producers")));
        for (Map<String, String> each : List.of(ofProducers, ofStreams, ofSinks)) {
            String file = secured.file("check", each).toString();
            Run check = Run.cda("config", "check", "--config", file);
            output.put("config check of " + file, check.out() + check.err());
        }
        return services;
    }

    private MeterRegistry metersOf(String process) {
        return meters.computeIfAbsent(process, _ -> new ProcessMeters()).registry();
    }

    private static void started(Service service) {
        service.start();
    }

    private void awaitRows(Map<String, Service> services) {
        Await.until(() -> {
            rows = stored.counts();
            return rows.values().stream().allMatch(count -> count > 0);
        }, TIMEOUT);
        for (Service each : services.values()) {
            Await.until(() -> each.health().isServing(), TIMEOUT);
        }
    }

    private void commandsOfOperators(SecuredProxy connect) {
        Map<String, String> own = secured.settings(KafkaRole.OPERATOR);
        own.putAll(secured.settingsOf(connect));
        own.put("CDA_DATABASE_URL", servers.database(DatabaseRole.OWNER).url() + "?user="
                + DatabaseRole.OWNER.sqlName());
        own.put("CDA_PARTITIONS", "3");
        String file = secured.file("operator", own).toString();
        for (List<String> each : List.of(List.of("status"), List.of("gaps", "--all"), List.of("dlq", "list"),
                List.of("tail", "candles.1h", "-n", "1"), List.of("tail", "ledger", "-n", "1"),
                List.of("replay", "--market", MARKET), List.of("verify-store", "asset_listing"))) {
            List<String> arguments = Stream.concat(each.stream(), Stream.of("--config", file)).toList();
            commands.put(String.join(" ", each),
                    Run.cdaUntil(run -> run.status() == 0, arguments.toArray(String[]::new)));
        }
    }

    /// Of Connect.
    private void wrongLogins(SecuredProxy connect) {
        Map<String, String> wrong = secured.settings(KafkaRole.OPERATOR);
        wrong.putAll(secured.settingsOf(connect));
        wrong.putAll(Map.of("CDA_CONNECT_PASSWORD", secured.secret("wrong"), "CDA_DATABASE_URL",
                servers.database(DatabaseRole.OWNER).url() + "?user=" + DatabaseRole.OWNER.sqlName(),
                "SINKS_START_TIMEOUT", "1s"));
        refusals.put("status", Run.cdaUntil(run -> run.out().contains("status 401"), "status", "--config",
                secured.file("wrong", wrong).toString()).out());
        try (SinksApp sinks = new SinksApp(SinksConfig.from(wrong), new SimpleMeterRegistry())) {
            sinks.start();
            refusals.put("sinks", "started");
        } catch (SetupException e) {
            refusals.put("sinks", String.valueOf(e.getMessage()));
        }
    }

    private void observe(String process, Service service) throws IOException, InterruptedException {
        HttpToken token = new HttpToken(secured.secret("health"));
        HttpConfig config = new HttpConfig("127.0.0.1", 0, Optional.of(token));
        ProcessMeters own = meters.get(process);
        try (ProcessHttpServer server = new ProcessHttpServer(config, process, service::health,
                own == null ? () -> "" : own::scrape)) {
            for (String path : List.of("/live", "/ready", "/metrics")) {
                output.put(process + path, get(server.url() + path, token.authorization()));
                output.put(process + path + " without the token", get(server.url() + path, ""));
            }
        }
    }

    /// As every account of the machine sees them. A session of the database may have ended.
    private void observeArguments(ProcessHandle process) {
        try {
            output.put("arguments of process " + process.pid(), process.pid() + " " + new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline")),
                    StandardCharsets.ISO_8859_1));
        } catch (IOException ended) {
            output.put("arguments of process " + process.pid(), "ended");
        }
    }

    private static String get(String url, String authorization) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /// Reads in a group, with committed positions.
    private void bot() {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                secured.access(KafkaRole.BOT)
                        .with(Map.of("group.id", KafkaRole.GROUPS_OF_BOTS + "it", "auto.offset.reset",
                                "earliest", "isolation.level", "read_committed")),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TopicName.INDICATORS));
            long[] read = {0};
            Await.until(() -> {
                read[0] += consumer.poll(Duration.ofMillis(200)).count();
                return read[0] > 0;
            }, TIMEOUT);
            consumer.commitSync();
            rows.put("read by a bot", read[0]);
        }
    }

    private void command(KafkaRole role, String name, String... arguments) {
        List<String> all = Stream.of(Stream.of(name), Stream.of(arguments),
                Stream.of("--config", secured.file(name, secured.settings(role)).toString())).flatMap(each -> each)
                .toList();
        commands.put(name + " " + String.join(" ", arguments) + " " + commands.size(),
                Run.cda(all.toArray(String[]::new)));
    }

    /// The broker with the login of a role.
    KafkaAccess access(KafkaRole role) {
        return secured.access(role);
    }

    /// The number of rows by table.
    Map<String, Long> rows() {
        return rows;
    }

    /// What the broker refused while the parts ran.
    List<String> denials() {
        return denials;
    }

    /// What the broker refused until now.
    List<String> deniedSoFar() {
        return denied.lines();
    }

    /// The commands that were run.
    Map<String, Run> commands() {
        return commands;
    }

    /// What is printed with a wrong login.
    Map<String, String> refusals() {
        return refusals;
    }

    /// All that was written or served, by its source.
    Map<String, String> output() {
        return output;
    }

    /// By what they protect.
    Map<String, String> secrets() {
        return secured.secrets();
    }

    @Override
    public void close() {
        System.clearProperty(WorkerRegistry.FILE_PROPERTY);
        secured.close();
        denied.close();
        log.close();
    }
}
