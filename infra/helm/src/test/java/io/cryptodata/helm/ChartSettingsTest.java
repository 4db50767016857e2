package io.cryptodata.helm;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.streams.config.StreamsConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What the chart sets is read by the processes, without a secret in it.
class ChartSettingsTest {
    private static final Path KNOWN = Chart.ROOT
            .resolve("service/src/main/resources/io/cryptodata/service/settings/known-settings.txt");
    private static final Pattern FILE_OF_A_SECRET = Pattern.compile("/run/secrets/[a-z_./-]+");
    private static final String SECRET_TEXT = "not-a-real-secret";

    @TempDir
    private static Path folder = Path.of("");
    private static Chart chart = new Chart(Path.of(""));

    @BeforeAll
    static void copies() throws IOException {
        chart = Chart.copiedTo(folder.resolve("cryptodata"));
    }

    @ParameterizedTest
    @EnumSource
    void a_process_accepts_its_settings_and_listens_where_its_service_connects(Variant variant) {
        Map<String, JsonNode> workloads = variant.render(chart).workloads();
        ProducersConfig producers = ProducersConfig.from(onThisMachine(workloads, "producers"));
        StreamsConfig streams = StreamsConfig.from(onThisMachine(workloads, "streams"));
        SinksConfig sinks = SinksConfig.from(onThisMachine(workloads, "sinks"));
        assertListens(workloads, "producers", producers.http());
        assertListens(workloads, "streams", streams.http());
        assertListens(workloads, "sinks", sinks.http());
        ApiConfig api = ApiConfig.from(onThisMachine(workloads, "api"));
        assertListens(workloads, "api", api.http());
        assertThat(api.broker().servers()).endsWith(":9093");
        assertThat(api.operatorDatabase().orElseThrow().user()).isEqualTo("cda_operator");
        assertThat(api.processes()).hasSize(3);
        assertThat(producers.kafka().broker().servers()).isEqualTo(streams.broker().servers())
                .isEqualTo(sinks.broker().servers()).endsWith(":9093");
        assertThat(sinks.replicas()).isEqualTo(streams.replicas());
        assertThat(sinks.database().url()).contains("sslmode=verify-full");
    }

    @ParameterizedTest
    @EnumSource
    void every_variable_is_a_setting_or_of_the_image(Variant variant) throws IOException {
        List<String> known = Files.readAllLines(KNOWN);
        String worker = Files.readString(Chart.ROOT.resolve("infra/docker/connect/bin/worker-settings"));
        assertThat(worker).contains("CONNECT_");
        variant.render(chart).workloads().forEach((part, workload) -> {
            for (String name : Manifests.environmentOf(workload).keySet()) {
                boolean read = known.contains(name) || name.equals("PASSWORD_SERVER") || name.equals("CDA_LOG_FORMAT")
                        || (part.equals("connect") && name.startsWith("CONNECT_"))
                        || (part.equals("registry") && name.matches("APICURIO_.*|QUARKUS_CONFIG_LOCATIONS|TZ"));
                assertThat(read).as(part + " " + name).isTrue();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void every_file_of_a_secret_is_mounted_and_no_secret_is_a_value(Variant variant) {
        Manifests manifests = variant.render(chart);
        assertThat(manifests.of("Secret")).isEmpty();
        manifests.workloads().forEach((part, workload) -> {
            List<String> files = Manifests.secretFilesOf(workload);
            Manifests.environmentOf(workload).forEach((name, value) -> {
                FILE_OF_A_SECRET.matcher(value.replace("${kafka:/run/secrets/kafka:sasl.jaas.config}",
                        "/run/secrets/kafka/sasl.jaas.config")).results().map(found -> found.group())
                        .filter(path -> !path.equals("/run/secrets/kafka"))
                        .forEach(path -> assertThat(files).as(part + " " + name).contains(path));
                assertThat(name).as(part).doesNotMatch(".*(PASSWORD|SECRET|TOKEN|_KEY)");
            });
            assertThat(Manifests.containerOf(workload).path("env").findValues("secretKeyRef")).as(part).isEmpty();
            assertThat(Manifests.containerOf(workload).has("envFrom")).as(part).isFalse();
            assertThat(Manifests.secretSourcesOf(workload)).as(part).allSatisfy(secret -> {
                assertThat(secret.path("name").asText()).isNotEmpty();
                assertThat(secret.path("optional").asBoolean()).isFalse();
            });
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_login_of_the_database_has_the_password_of_its_role(Variant variant) {
        variant.render(chart).workloads().forEach((part, workload) -> {
            Map<String, String> environment = Manifests.environmentOf(workload);
            String url = environment.getOrDefault("CDA_DATABASE_URL", "");
            List<String> roles = new ArrayList<>();
            environment.forEach((name, value) -> {
                if (name.matches("SINKS_[A-Z]+_USER")) {
                    roles.add(value);
                }
            });
            if (url.contains("user=")) {
                roles.add(url.replaceAll(".*user=", ""));
            }
            assertThat(Manifests.secretFilesOf(workload)).as(part)
                    .containsAll(roles.stream().map(role -> "/run/secrets/" + role).toList());
            if (!roles.isEmpty()) {
                String server = Objects.requireNonNull(environment.get("PASSWORD_SERVER"));
                assertThat(url).as(part).contains("//" + server.replace(":cryptodata", "/cryptodata"));
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            producer.replicas                    | 2    | producer
            producers.replica                    | 2    | replica
            streams.standbys                     | 2    | standbys must be less than streams.replicas
            streams.resources.limits.memmory     | 1Gi  | memmory
            settings.CDA_KAFKA                   | b:1  | CDA_KAFKA
            settings.STREAMS_THREADS             | 4    | STREAMS_THREADS
            producers.settings.COINGECKO_KEY     | abc  | COINGECKO_KEY
            kafka.replicas                       | 5    | kafka.replicas must not exceed kafka.brokers
            kafka.minInsyncReplicas              | 3    | kafka.minInsyncReplicas must be less than kafka.replicas
            database.secrets.cda_analyst         | x    | cda_analyst
            database.create                      | false | database.host is needed
            networkPolicies.enable               | false | enable
            """)
    void a_wrong_value_is_refused_by_name(String path, String value, String message) {
        assertThatThrownBy(() -> chart.render("", Map.of(path, value))).hasMessageContaining(message);
    }

    @Test
    void the_settings_of_values_reach_the_process() {
        Map<String, JsonNode> workloads = chart.render("", Map.of("producers.settings.PRODUCERS_QUOTES", "USDC",
                "settings.CDA_LOG_FORMAT", "json")).workloads();
        assertThat(Manifests.environmentOf(Objects.requireNonNull(workloads.get("producers"))))
                .containsEntry("PRODUCERS_QUOTES", "USDC").containsEntry("CDA_LOG_FORMAT", "json");
        assertThat(Manifests.environmentOf(Objects.requireNonNull(workloads.get("streams"))))
                .doesNotContainKey("PRODUCERS_QUOTES").containsEntry("CDA_LOG_FORMAT", "json");
    }

    private static void assertListens(Map<String, JsonNode> workloads, String part, Optional<HttpConfig> http) {
        HttpConfig config = http.orElseThrow();
        assertThat(config.host()).isEqualTo("0.0.0.0");
        JsonNode container = Manifests.containerOf(Objects.requireNonNull(workloads.get(part)));
        assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(config.port());
    }

    /// The variables of a part as its process sees them, with the mounted files in a folder of the test.
    private static Map<String, String> onThisMachine(Map<String, JsonNode> workloads, String part) {
        JsonNode workload = Objects.requireNonNull(workloads.get(part));
        Path secrets = folder.resolve("secrets").resolve(part);
        Manifests.secretFilesOf(workload).forEach(file -> write(secrets, file));
        Map<String, String> variables = new TreeMap<>();
        Manifests.environmentOf(workload).forEach((name, value) -> variables.put(name,
                value.replace("/run/secrets", secrets.toString())));
        Stream.of("PASSWORD_SERVER", "CDA_LOG_FORMAT").forEach(variables::remove);
        return variables;
    }

    private static void write(Path secrets, String file) {
        try {
            Path path = secrets.resolve(Path.of("/run/secrets").relativize(Path.of(file)));
            Files.createDirectories(path.getParent());
            Files.writeString(path, SECRET_TEXT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
