package io.cryptodata.allinone.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.allinone.cli.Run;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.allinone.embedded.Supervisor;
import io.cryptodata.allinone.product.ProductRun;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.http.ProcessHttpServer;
import io.cryptodata.service.instance.DatabasePasswords;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.retry.Await;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.sinks.deployment.ConnectApi;
import io.cryptodata.sinks.deployment.OverridesSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/// `./cda doctor` against the whole product on simulated venues: nothing is wrong while it works; then one thing after the other
/// is broken, and the cause is found without its consequences. Nothing restarts what was broken.
class DoctorIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String SPARE_TOPIC = TopicName.deadLettersOf(TopicName.COINGECKO_MARKETS);
    private static final String VENUES = "binance, bitget, bybit, gate, kraken, kucoin, mexc, okx";
    private static final String SINK = "sink-task-runs";

    private static TestDemo demo;
    private static EmbeddedRuntime servers;
    private static DemoParts parts;
    private static SimulatorApp simulator;
    private static Supervisor supervisor;
    private static ProcessHttpServer http;
    private static ProductReader product;

    @BeforeAll
    static void start_the_product() throws Exception {
        demo = TestDemo.in("doctor");
        DemoOptions options = demo.seeded();
        simulator = new SimulatorApp(DemoParts.simulatorConfig(options));
        servers = ProductRun.prepare(DemoParts.embeddedConfig(options), List.of(), demo.output::add);
        parts = new DemoParts(servers, simulator, options);
        supervisor = new Supervisor(event -> System.out.println(event.line()));
        supervisor.start(parts.product().all());
        http = new ProcessHttpServer(HttpConfig.onLoopback(0), "cda", () -> Health.merge(health()), DoctorIT::health,
                () -> "");
        writeEndpoints();
        product = new ProductReader(servers);
    }

    @AfterAll
    static void stop() {
        supervisor.close();
        servers.close();
        http.close();
    }

    private static Map<String, Health> health() {
        Map<String, Health> health = new LinkedHashMap<>();
        parts.product().all().forEach(part -> health.put(part.name(), part.health()));
        return health;
    }

    private static void writeEndpoints() throws Exception {
        Map<String, String> addresses = new HashMap<>(parts.endpoints());
        addresses.put(Endpoints.HTTP_URL, http.url());
        new Endpoints(addresses).write(demo.data);
    }

    @Test
    void the_cause_of_each_broken_part_is_found_first_and_alone() throws Exception {
        becomesHealthy();
        misspeltSetting();
        topics();
        logins();
        tables();
        schemas();
        pausedConnector();
        lostSlot();
        venues();
        registry();
        database();
        broker();
        killed();
    }

    /// A busy machine may be late for a moment, with simulated hours of two seconds.
    private static void becomesHealthy() {
        Run[] last = {doctor()};
        assertThat(Await.until(() -> {
            last[0] = doctor();
            return last[0].status() == 0 && last[0].out().contains(VENUES);
        }, TIMEOUT)).as(() -> last[0].out()).isTrue();
        assertThat(last[0].out()).contains("connectors     ok", "nothing is wrong");
        DatabasePasswords.in(demo.data).all().values()
                .forEach(password -> assertThat(last[0].out() + last[0].err()).doesNotContain(password));
    }

    private static void misspeltSetting() throws Exception {
        Path file = Files.writeString(demo.data.resolve("misspelt"), "SINKS_TASK=3\n");
        JsonNode diagnosis = finds("SINKS_TASK is not a setting; did you mean SINKS_TASKS?", "--config",
                file.toString());
        assertThat(state(diagnosis, "connectors")).isEqualTo("ok");
    }

    private static void topics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.broker().bootstrap()))) {
            admin.deleteTopics(List.of(SPARE_TOPIC)).all().get(2, TimeUnit.MINUTES);
            finds("topic " + SPARE_TOPIC + " is missing");
            admin.createTopics(List.of(new NewTopic(SPARE_TOPIC, 3, (short) 1))).all().get(2, TimeUnit.MINUTES);
            JsonNode diagnosis = diagnosisOnce(problems -> !problems.isEmpty()
                    && problems.getFirst().contains(SPARE_TOPIC + ": partitions must be 1, but are 3"));
            assertThat(problems(diagnosis)).anyMatch(problem -> problem.contains("retention.ms must be 7776000000"))
                    .allMatch(problem -> problem.contains(SPARE_TOPIC));
            assertThat(state(diagnosis, "connectors")).isEqualTo("not checked");
            admin.deleteTopics(List.of(SPARE_TOPIC)).all().get(2, TimeUnit.MINUTES);
        }
        createTopics();
        becomesHealthy();
    }

    private static void logins() throws Exception {
        String password = DatabasePasswords.find(demo.data, DatabaseRole.READER)
                .orElseThrow();
        Path secrets = DatabasePasswords.in(demo.data).file();
        String before = Files.readString(secrets);
        Files.writeString(secrets, before.replace(password, "not-the-password"));
        JsonNode diagnosis = finds("rejects the login cda_reader");
        assertThat(problems(diagnosis).toString()).doesNotContain("not-the-password");
        assertThat(state(diagnosis, "tables")).isEqualTo("ok");
        Files.writeString(secrets, before);
    }

    /// What the newest migration left behind is forgotten, as after an upgrade of the programs alone.
    private static void tables() throws Exception {
        product.execute(
                "CREATE TABLE aside AS SELECT * FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1");
        product.execute("DELETE FROM flyway_schema_history h USING aside a WHERE h.installed_rank = a.installed_rank");
        JsonNode diagnosis = finds("is not applied");
        assertThat(diagnosis.path("findings").get(0).path("fix").asText()).contains("./cda migrate");
        product.execute("INSERT INTO flyway_schema_history SELECT * FROM aside");
        product.execute("DROP TABLE aside");
    }

    private static void schemas() throws Exception {
        send("DELETE", servers.registry().url() + "/apis/ccompat/v7/subjects/task.runs-value");
        finds("schema TaskRun of this release is not registered under subject task.runs-value");
        createTopics();
    }

    private static void pausedConnector() throws Exception {
        String connector = servers.connect().url() + "/connectors/" + SINK;
        send("PUT", connector + "/pause");
        finds("connector " + SINK + " does not run: PAUSED");
        send("PUT", connector + "/resume");
        becomesHealthy();
    }

    /// Its watch is stopped before: it would repair it.
    private static void lostSlot() throws Exception {
        parts.product().sinks().close();
        try (ConnectApi connect = new ConnectApi(servers.connect().url())) {
            connect.stop(OverridesSource.NAME);
            assertThat(Await.until(DoctorIT::slotIsDropped, TIMEOUT)).isTrue();
            JsonNode diagnosis = diagnosisOnce(problems -> !problems.isEmpty() && problems.getFirst()
                    .equals("the replication slot " + OverridesSource.SLOT + " does not exist"));
            assertThat(problems(diagnosis)).noneMatch(problem -> problem.contains("connector " + OverridesSource.NAME));
            assertThat(problems(diagnosis)).anyMatch(problem -> problem.startsWith("sinks is down"));
            connect.deleteOffsets(OverridesSource.NAME);
            connect.resume(OverridesSource.NAME);
        }
        parts.product().sinks().start();
        becomesHealthy();
    }

    /// Once nothing reads from it.
    private static boolean slotIsDropped() {
        try (Connection connection = servers.database().login(DatabaseRole.REPLICATION).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
            return true;
        } catch (SQLException inUse) {
            return false;
        }
    }

    private static void venues() {
        simulator.close();
        diagnosisOnce(problems -> problems.stream().anyMatch(problem -> problem.contains("unavailable since"))
                && problems.stream().allMatch(problem -> problem.startsWith("producers is degraded")
                        || problem.startsWith("producers: ") || problem.startsWith("simulator is")));
    }

    private static void registry() throws Exception {
        servers.registry().close();
        JsonNode diagnosis = finds("is not ready");
        assertThat(problems(diagnosis)).singleElement().asString().contains(servers.registry().url());
        assertThat(state(diagnosis, "schemas") + state(diagnosis, "processes"))
                .isEqualTo("not checkednot checked");
        assertThat(state(diagnosis, "tables")).isEqualTo("ok");
    }

    private static void database() throws Exception {
        servers.database().close();
        JsonNode diagnosis = finds("as cda_owner does not respond");
        assertThat(problems(diagnosis)).singleElement().asString().contains("the database");
        assertThat(state(diagnosis, "registry")).isEqualTo("not checked");
        assertThat(state(diagnosis, "topics")).isEqualTo("ok");
    }

    private static void broker() throws Exception {
        List<Part> readers = new ArrayList<>(List.of(parts.product().producers(), parts.product().streams(),
                parts.product().sinks(), servers.connect(), servers.broker()));
        readers.forEach(Part::close);
        JsonNode diagnosis = diagnosis("--timeout", "10");
        assertThat(problems(diagnosis)).satisfiesExactly(
                first -> assertThat(first).contains("the broker at " + servers.broker().bootstrap()),
                second -> assertThat(second).contains("as cda_owner does not respond"));
        assertThat(state(diagnosis, "connect")).isEqualTo("not checked");
    }

    private static void killed() throws Exception {
        servers.close();
        Process gone = new ProcessBuilder("true").start();
        assertThat(gone.waitFor(2, TimeUnit.MINUTES)).isTrue();
        Files.writeString(servers.folder().run().resolve("lock"), Long.toString(gone.pid()));
        finds("the instance in " + demo.data.toAbsolutePath().normalize() + " ended without being stopped");
    }

    /// In the end this problem alone: on a busy machine another part may be late for a moment.
    private static JsonNode finds(String problem, String... options) {
        return diagnosisOnce(problems -> problems.size() == 1 && problems.getFirst().contains(problem), options);
    }

    private static JsonNode diagnosisOnce(Predicate<List<String>> expected, String... options) {
        JsonNode[] last = {diagnosis(options)};
        assertThat(Await.until(() -> {
            if (!expected.test(problems(last[0]))) {
                last[0] = diagnosis(options);
            }
            return expected.test(problems(last[0]));
        }, TIMEOUT)).as(() -> problems(last[0]).toString()).isTrue();
        return last[0];
    }

    /// A topic that is being deleted is still there for a moment.
    private static void createTopics() {
        assertThat(Await.until(() -> Run.cda("topics", "--data", demo.data.toString()).status() == 0, TIMEOUT))
                .isTrue();
    }

    /// Without hours that a busy machine has not stored yet.
    private static List<String> problems(JsonNode diagnosis) {
        return diagnosis.path("findings").findValuesAsText("problem").stream()
                .filter(problem -> !problem.contains("closed hours are absent")
                        && !problem.contains("no hour is in h1_data"))
                .toList();
    }

    private static String state(JsonNode diagnosis, String check) {
        for (JsonNode each : diagnosis.path("checks")) {
            if (each.path("check").asText().equals(check)) {
                return each.path("state").asText();
            }
        }
        throw new AssertionError("no check " + check);
    }

    private static JsonNode diagnosis(String... options) {
        List<String> arguments = new ArrayList<>(List.of("--json"));
        arguments.addAll(List.of(options));
        long start = System.nanoTime();
        Run run = doctor(arguments.toArray(String[]::new));
        JsonNode diagnosis = parsed(run.out());
        System.out.printf("%.1f s: %s%n", (System.nanoTime() - start) / 1e9, problems(diagnosis));
        assertThat(run.status()).isEqualTo(diagnosis.path("healthy").asBoolean() ? 0 : 1);
        return diagnosis;
    }

    private static JsonNode parsed(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static Run doctor(String... options) {
        List<String> arguments = new ArrayList<>(List.of("doctor", "--data", demo.data.toString()));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--timeout")) {
            arguments.addAll(List.of("--timeout", "60"));
        }
        return Run.cda(arguments.toArray(String[]::new));
    }

    private static void send(String method, String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(HttpRequest.newBuilder(URI.create(url))
                    .method(method, HttpRequest.BodyPublishers.noBody()).build(),
                    HttpResponse.BodyHandlers.ofString()).statusCode()).as(method + " " + url).isBetween(200, 299);
        }
    }
}
