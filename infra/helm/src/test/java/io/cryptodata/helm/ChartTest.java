package io.cryptodata.helm;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class ChartTest {
    /// What the cluster has of its own instead of a container of the compose file.
    private static final Map<String, String> BY_THE_CLUSTER = Map.of(
            "preflight", "a pod whose secret is missing does not start, and names it",
            "prometheus", "the operator of Prometheus: ServiceMonitor and PrometheusRule",
            "alertmanager", "the operator of Prometheus",
            "grafana", "the dashboards are ConfigMaps for the cluster's Grafana",
            "console", "not part of the chart: docs/decisions/0039-kubernetes.md");
    private static final Map<String, String> BY_AN_OPERATOR = Map.of("kafka", "kafka", "timescaledb", "database");

    private static final Pattern ADDRESS = Pattern.compile("cda-[a-z-]+:[0-9]+");

    @TempDir
    private static Path folder = Path.of("");
    private static Chart chart = new Chart(Path.of(""));
    private static final Map<Variant, Manifests> RENDERED = new EnumMap<>(Variant.class);

    @BeforeAll
    static void renders() throws IOException {
        chart = Chart.copiedTo(folder.resolve("cryptodata"));
        for (Variant variant : Variant.values()) {
            RENDERED.put(variant, variant.render(chart));
        }
    }

    private static Manifests rendered(Variant variant) {
        return Objects.requireNonNull(RENDERED.get(variant));
    }

    @Test
    void helm_finds_nothing_to_correct() {
        assertThat(chart.lint().isFailed()).isFalse();
        assertThat(chart.lint().getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
    }

    @ParameterizedTest
    @EnumSource
    void every_manifest_is_a_valid_resource_without_unknown_fields(Variant variant) {
        List<JsonNode> all = rendered(variant).all();
        assertThat(all).hasSizeGreaterThan(20);
        assertThat(all.stream().flatMap(manifest -> Models.problem(manifest).stream())).isEmpty();
        assertThat(all.stream().map(each -> each.path("kind").asText() + " " + Manifests.nameOf(each)))
                .doesNotHaveDuplicates();
        assertThat(all).allSatisfy(
                each -> assertThat(each.path("metadata").path("namespace").asText()).isEqualTo("data"));
    }

    @Test
    void an_unknown_field_is_found_at_any_depth() {
        JsonNode streams = rendered(Variant.DEFAULT).named("StatefulSet", "cda-streams").deepCopy();
        assertThat(Models.problem(streams)).isEmpty();
        ((com.fasterxml.jackson.databind.node.ObjectNode) Manifests.containerOf(streams).path("livenessProbe"))
                .put("periodSecond", 3);
        assertThat(Models.problem(streams)).hasValueSatisfying(problem -> assertThat(problem)
                .contains("StatefulSet cda-streams", "periodSecond"));
    }

    @Test
    void the_parts_are_those_of_the_compose_file() {
        Set<String> expected = new TreeSet<>();
        Chart.read(Chart.ROOT.resolve("docker-compose.yml")).path("services").fieldNames()
                .forEachRemaining(expected::add);
        assertThat(expected).containsAll(BY_THE_CLUSTER.keySet());
        expected.removeAll(BY_THE_CLUSTER.keySet());
        Manifests manifests = rendered(Variant.DEFAULT);
        Set<String> parts = new TreeSet<>(manifests.workloads().keySet());
        BY_AN_OPERATOR.forEach((service, part) -> {
            if (Stream.of("Kafka", "Cluster").flatMap(kind -> manifests.of(kind).stream())
                    .anyMatch(server -> Manifests.partOf(server).equals(part))) {
                parts.add(service);
            }
        });
        assertThat(parts).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void every_container_is_hardened_and_limited(Variant variant) {
        assertThat(rendered(variant).workloads()).hasSize(9).allSatisfy((part, workload) -> {
            JsonNode pod = Manifests.podOf(workload);
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).as(part).isFalse();
            assertThat(pod.path("enableServiceLinks").asBoolean(true)).as(part).isFalse();
            assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC")).as(part).isFalse();
            JsonNode security = pod.path("securityContext");
            assertThat(security.path("runAsNonRoot").asBoolean()).as(part).isTrue();
            assertThat(security.path("runAsUser").asInt()).as(part).isEqualTo(part.equals("registry") ? 1001 : 10001);
            assertThat(security.path("seccompProfile").path("type").asText()).as(part).isEqualTo("RuntimeDefault");
            JsonNode container = Manifests.containerOf(workload);
            JsonNode rights = container.path("securityContext");
            assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).as(part).isTrue();
            assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true)).as(part).isFalse();
            assertThat(rights.path("capabilities").toString()).as(part).isEqualTo("{\"drop\":[\"ALL\"]}");
            JsonNode resources = container.path("resources");
            assertThat(resources.path("requests").has("cpu")).as(part).isTrue();
            assertThat(resources.path("limits").path("memory").asText()).as(part)
                    .isNotEmpty()
                    .isEqualTo(resources.path("requests").path("memory").asText());
            assertThat(resources.path("limits").has("ephemeral-storage")).as(part).isTrue();
            pod.path("volumes").forEach(volume -> assertThat(volume.has("projected")
                    || volume.path("emptyDir").has("sizeLimit")).as(part + volume).isTrue());
        });
    }

    @ParameterizedTest
    @EnumSource
    void what_runs_has_probes_and_what_ends_has_none(Variant variant) {
        rendered(variant).workloads().forEach((part, workload) -> {
            JsonNode container = Manifests.containerOf(workload);
            boolean serves = !List.of("topics", "migrate", "cda").contains(part);
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(container.has(probe)).as(part + " " + probe).isEqualTo(serves);
                JsonNode port = container.path(probe).findPath("port");
                assertThat(port.isMissingNode() || portsOf(container).contains(port.asText())).as(part).isTrue();
            }
        });
        rendered(variant).workloads().forEach((part, workload) -> {
            if (List.of("producers", "streams", "sinks", "api").contains(part)) {
                JsonNode container = Manifests.containerOf(workload);
                assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/live");
                assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/ready");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void selectors_and_ports_match(Variant variant) {
        Manifests manifests = rendered(variant);
        List<JsonNode> labels = manifests.workloads().values().stream()
                .map(workload -> workload.path("spec").path("template").path("metadata").path("labels")).toList();
        manifests.workloads().forEach((part, workload) -> {
            JsonNode selector = workload.path("spec").path("selector").path("matchLabels");
            if (!workload.path("kind").asText().equals("Job")) {
                assertThat(labels.stream().filter(each -> Manifests.selects(selector, each))).as(part).hasSize(1);
            }
        });
        assertThat(manifests.of("Service")).hasSize(6).allSatisfy(service -> {
            JsonNode selector = service.path("spec").path("selector");
            List<JsonNode> pods = manifests.workloads().values().stream().filter(workload -> Manifests.selects(selector,
                    workload.path("spec").path("template").path("metadata").path("labels"))).toList();
            assertThat(pods).as(Manifests.nameOf(service)).hasSize(1);
            JsonNode container = Manifests.containerOf(pods.getFirst());
            service.path("spec").path("ports").forEach(port -> {
                assertThat(portsOf(container)).contains(port.path("targetPort").asText());
                assertThat(container.path("ports").valueStream()
                        .filter(each -> each.path("name").equals(port.path("targetPort")))
                        .map(each -> each.path("containerPort").asInt())).containsExactly(port.path("port").asInt());
            });
        });
        assertThat(manifests.of("PodDisruptionBudget")).hasSize(4).allSatisfy(budget -> assertThat(labels.stream()
                .filter(each -> Manifests.selects(budget.path("spec").path("selector").path("matchLabels"), each)))
                .hasSize(1));
        assertThat(manifests.of("ServiceMonitor")).allSatisfy(monitor -> assertThat(manifests.of("Service").stream()
                .filter(service -> Manifests.selects(monitor.path("spec").path("selector").path("matchLabels"),
                        service.path("metadata").path("labels"))))
                .hasSize(1));
    }

    @ParameterizedTest
    @EnumSource
    void every_mounted_volume_exists(Variant variant) {
        rendered(variant).workloads().forEach((part, workload) -> {
            List<String> volumes = new ArrayList<>();
            Manifests.podOf(workload).path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
            workload.path("spec").path("volumeClaimTemplates")
                    .forEach(claim -> volumes.add(Manifests.nameOf(claim)));
            List<String> mounted = Manifests.containerOf(workload).path("volumeMounts").valueStream()
                    .map(mount -> mount.path("name").asText()).toList();
            assertThat(mounted).as(part).containsExactlyInAnyOrderElementsOf(volumes);
        });
    }

    @ParameterizedTest
    @EnumSource
    void every_address_inside_the_cluster_is_a_service_or_of_an_operator(Variant variant) {
        Manifests manifests = rendered(variant);
        Set<String> known = new TreeSet<>(Set.of("cda-kafka-bootstrap:9093", "cda-database-rw:5432"));
        manifests.of("Service").forEach(service -> service.path("spec").path("ports")
                .forEach(port -> known.add(Manifests.nameOf(service) + ":" + port.path("port").asText())));
        manifests.workloads().forEach((part, workload) -> Manifests.environmentOf(workload).values()
                .forEach(value -> ADDRESS.matcher(value).results().map(address -> address.group())
                        .forEach(address -> assertThat(known).as(part).contains(address))));
        assertThat(Manifests.environmentOf(Objects.requireNonNull(manifests.workloads().get("cda"))))
                .containsKeys("CDA_PROCESSES", "CDA_CONNECT", "CDA_REGISTRY", "CDA_KAFKA");
    }

    @Test
    void a_member_of_the_streams_keeps_its_name_and_its_volume() {
        JsonNode streams = rendered(Variant.DEFAULT).named("StatefulSet", "cda-streams");
        Map<String, String> environment = Manifests.environmentOf(streams);
        assertThat(environment).containsEntry("STREAMS_INSTANCE", "metadata.name");
        String mounted = Manifests.containerOf(streams).path("volumeMounts").valueStream()
                .filter(mount -> mount.path("name").asText().equals("state"))
                .map(mount -> mount.path("mountPath").asText()).findFirst().orElseThrow();
        assertThat(environment.get("STREAMS_STATE_DIR")).startsWith(mounted + "/");
        assertThat(streams.at("/spec/volumeClaimTemplates/0/metadata/name").asText()).isEqualTo("state");
        assertThat(streams.at("/spec/serviceName").asText())
                .isEqualTo(Manifests.nameOf(rendered(Variant.DEFAULT).named("Service", "cda-streams")));
    }

    @Test
    void rules_dashboards_and_roles_are_the_files_of_the_project() throws IOException {
        Manifests manifests = rendered(Variant.PRODUCTION);
        try (Stream<Path> rules = Files.list(Chart.ROOT.resolve("infra/prometheus/rules"))) {
            Map<String, JsonNode> expected = new java.util.TreeMap<>();
            rules.forEach(file -> expected.put("cda-rules-" + file.getFileName().toString().replace(".yml", ""),
                    Chart.read(file)));
            assertThat(manifests.of("PrometheusRule")).hasSameSizeAs(expected.keySet()).allSatisfy(
                    rule -> assertThat(rule.path("spec")).isEqualTo(expected.get(Manifests.nameOf(rule))));
        }
        try (Stream<Path> dashboards = Files.list(Chart.ROOT.resolve("infra/grafana/dashboards"))) {
            for (Path file : dashboards.toList()) {
                String name = file.getFileName().toString();
                JsonNode map = manifests.named("ConfigMap", "cda-dashboard-" + name.replace(".json", ""));
                assertThat(map.path("data").path(name).asText().strip()).isEqualTo(Files.readString(file).strip());
            }
        }
        JsonNode access = manifests.named("ConfigMap", "cda-database-access").path("data");
        Path scripts = Chart.ROOT.resolve("sinks/src/main/resources/db/access");
        assertThat(access.path("roles.sql").asText()).contains(Files.readString(scripts.resolve("roles.sql")).strip(),
                Files.readString(scripts.resolve("reader.sql")).strip());
        assertThat(access.path("ownership.sql").asText())
                .contains(Files.readString(scripts.resolve("ownership.sql")).strip());
    }

    private static List<String> portsOf(JsonNode container) {
        return container.path("ports").valueStream().map(port -> port.path("name").asText()).toList();
    }
}
