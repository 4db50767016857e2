package io.cryptodata.helm;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.schemas.Topics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// Who may reach whom, and do what.
class ChartRightsTest {
    private static final Map<String, Integer> PORTS = Map.of("CDA_KAFKA", 9093, "CONNECT_BOOTSTRAP_SERVERS", 9093,
            "CDA_REGISTRY", 8080, "CDA_CONNECT", 8083, "CDA_DATABASE_URL", 5432, "PASSWORD_SERVER", 5432,
            "APICURIO_DATASOURCE_URL", 5432);
    private static final String CONNECT_INTERNAL = "connect.";
    private static final String CHANGELOGS = "cryptodata-streams-";
    /// of a topic whose number of partitions changes
    private static final String COPY = ".aside";

    @TempDir
    private static Path folder = Path.of("");
    private static Chart chart = new Chart(Path.of(""));

    @BeforeAll
    static void copies() throws IOException {
        chart = Chart.copiedTo(folder.resolve("cryptodata"));
    }

    @ParameterizedTest
    @EnumSource
    void a_part_reaches_the_servers_that_it_uses_and_no_others(Variant variant) {
        Manifests manifests = variant.render(chart);
        Map<String, JsonNode> policies = policies(manifests);
        manifests.workloads().forEach((part, workload) -> {
            Set<Integer> used = new TreeSet<>(List.of(53));
            Manifests.environmentOf(workload).keySet().stream().filter(PORTS::containsKey)
                    .forEach(name -> used.add(Objects.requireNonNull(PORTS.get(name))));
            switch (part) {
                case "producers" -> used.add(443);
                // its connectors log in to both
                case "connect" -> used.addAll(List.of(5432, 8080, 8083));
                case "api" -> used.addAll(List.of(8101, 8102, 8103));
                case "cda" -> used.addAll(List.of(8101, 8102, 8103, 8104));
                default -> {
                }
            }
            JsonNode policy = Objects.requireNonNull(policies.get(part), part);
            assertThat(ports(policy.path("egress"))).as(part).isEqualTo(used);
            assertThat(policy.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        });
    }

    @Test
    void only_the_producers_reach_the_outside() {
        policies(chart.render("", Map.of()))
                .forEach((part, policy) -> assertThat(policy.path("egress").findValues("ipBlock"))
                        .as(part).hasSize(part.equals("producers") ? 1 : 0));
    }

    @Test
    void a_server_accepts_those_that_reach_it() {
        Map<String, JsonNode> policies = policies(chart.render("", Map.of()));
        assertThat(clients(policies, "registry")).containsExactlyInAnyOrder("producers", "streams", "sinks", "connect",
                "topics", "api", "cda");
        assertThat(clients(policies, "connect")).containsExactlyInAnyOrder("connect", "sinks", "api",
                "cda");
        assertThat(clients(policies, "database")).contains("registry", "connect", "sinks", "migrate", "cda")
                .doesNotContain("producers", "streams", "topics");
        assertThat(clients(policies, "streams")).containsExactlyInAnyOrder("cda", "api");
    }

    @Test
    void every_login_of_a_process_is_a_user_with_rights_on_topics_that_exist() {
        Manifests manifests = chart.render("", Map.of());
        Set<String> topics = new TreeSet<>();
        Topics.catalogue().all().forEach(topic -> topics.add(topic.name()));
        Set<String> users = new TreeSet<>();
        assertThat(manifests.of("KafkaUser")).allSatisfy(user -> {
            users.add(Manifests.nameOf(user));
            assertThat(user.at("/metadata/labels/strimzi.io~1cluster").asText()).isEqualTo("cda");
            assertThat(user.at("/spec/authorization/acls")).isNotEmpty().allSatisfy(right -> {
                JsonNode resource = right.path("resource");
                String name = resource.path("name").asText();
                boolean internal = name.startsWith(CONNECT_INTERNAL) || name.equals(CHANGELOGS);
                if (resource.path("type").asText().equals("topic") && !internal) {
                    assertThat(topics).contains(name.replace(COPY, ""));
                }
            });
        });
        Set<String> logins = new TreeSet<>();
        manifests.workloads().forEach((part, workload) -> {
            String login = Manifests.environmentOf(workload).get("CDA_KAFKA_USER");
            if (login != null || part.equals("connect")) {
                logins.add(login == null ? "cda-connect" : login);
                assertThat(Manifests.secretSourcesOf(workload).map(secret -> secret.path("name").asText()))
                        .as(part).contains(login == null ? "cda-connect" : login);
            }
        });
        assertThat(users).isEqualTo(logins);
    }

    @Test
    void nobody_may_do_everything() {
        chart.render("", Map.of()).of("KafkaUser")
                .forEach(user -> assertThat(user.at("/spec/authorization/acls")).allSatisfy(right -> {
                    assertThat(right.at("/resource/name").asText()).as(Manifests.nameOf(user)).isNotEqualTo("*");
                    assertThat(right.at("/resource/type").asText()).as(Manifests.nameOf(user)).isNotEqualTo("cluster");
                    assertThat(right.path("operations").toString()).as(Manifests.nameOf(user)).doesNotContain("All");
                }));
    }

    private static Map<String, JsonNode> policies(Manifests manifests) {
        Map<String, JsonNode> policies = new TreeMap<>();
        manifests.of("NetworkPolicy").forEach(policy -> policies.put(Manifests.partOf(policy), policy.path("spec")));
        return policies;
    }

    private static Set<Integer> ports(JsonNode rules) {
        Set<Integer> ports = new TreeSet<>();
        rules.forEach(rule -> rule.path("ports").forEach(port -> ports.add(port.path("port").asInt())));
        return ports;
    }

    private static List<String> clients(Map<String, JsonNode> policies, String part) {
        return Stream.of(Objects.requireNonNull(policies.get(part)).path("ingress"))
                .flatMap(rules -> rules.findValues("app.kubernetes.io/component").stream()).map(JsonNode::asText)
                .toList();
    }
}
