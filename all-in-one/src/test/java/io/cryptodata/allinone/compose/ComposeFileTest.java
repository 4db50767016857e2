package io.cryptodata.allinone.compose;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class ComposeFileTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final Pattern EXAMPLE = Pattern.compile("^(?:# )?([A-Z_]+)=(.*)$", Pattern.MULTILINE);
    private static final Pattern VERSION = Pattern.compile(".+:[^:]*[0-9][^:]*(?:@sha256:[0-9a-f]{64})?");
    /// built on the machine, from what the build wrote
    private static final Pattern OWN = Pattern.compile("cda/[a-z]+:local");

    private static ComposeFile file = new ComposeFile(Map.of(), Map.of());

    @BeforeAll
    static void read() throws IOException {
        file = ComposeFile.read(ROOT);
    }

    @Test
    void every_container_is_limited_and_has_no_rights() {
        assertThat(file.services()).hasSizeGreaterThan(10).allSatisfy((name, service) -> {
            assertThat(service).as(name).containsKeys("mem_limit", "pids_limit", "logging", "restart")
                    .containsEntry("read_only", true)
                    .containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("security_opt", List.of("no-new-privileges:true"));
            assertThat(ComposeFile.text(service, "user")).as("the user of " + name).matches("[1-9][0-9]*:[0-9]+");
            assertThat(service).as(name).doesNotContainKeys("privileged", "cap_add", "pid", "ipc");
        });
    }

    @Test
    void every_server_and_process_has_a_calm_health_check() {
        file.services().forEach((name, service) -> {
            Map<String, Object> check = ComposeFile.mapOf(service.get("healthcheck"));
            if (ComposeFile.text(service, "restart").equals("no")) {
                assertThat(check).as(name).containsEntry("disable", true);
            } else {
                assertThat(check).as(name).containsKeys("test", "timeout", "start_period").containsEntry("interval",
                        "10s");
                assertThat(ComposeFile.text(check, "test")).as(name).doesNotContain("java ", ".sh");
            }
        });
    }

    @Test
    void every_published_port_is_on_loopback() {
        List<Object> ports = file.services().values().stream().filter(service -> service.containsKey("ports"))
                .flatMap(service -> ComposeFile.listOf(service.get("ports")).stream()).toList();
        assertThat(ports).hasSize(6).allSatisfy(port -> assertThat(port.toString())
                .matches("127\\.0\\.0\\.1:\\$\\{CDA_[A-Z]+_PORT:-[0-9]+}:[0-9]+"));
    }

    @Test
    void every_image_is_pinned_and_can_be_replaced() {
        assertThat(file.services()).allSatisfy((name, service) -> {
            String image = ComposeFile.text(service, "image");
            assertThat(image).as(name).startsWith("${CDA_IMAGE_");
            String standard = file.withDefaults(image);
            assertThat(service.containsKey("build")).as(name).isEqualTo(OWN.matcher(standard).matches());
            assertThat(standard).as(name).matches(VERSION.pattern() + "|" + OWN.pattern());
        });
    }

    @Test
    void the_example_has_every_variable_with_its_default() throws IOException {
        Map<String, String> example = new TreeMap<>();
        EXAMPLE.matcher(Files.readString(ROOT.resolve(".env.example"))).results()
                .forEach(line -> example.put(line.group(1), line.group(2)));
        assertThat(file.variables()).allSatisfy((name, standard) -> assertThat(example).containsEntry(name, standard));
        assertThat(new TreeSet<>(example.keySet())).allSatisfy(name -> assertThat(file.variables().containsKey(name)
                || List.of("COMPOSE_PROFILES", "COINGECKO_TIER", "COINGECKO_KEY_FILE", "API_OPERATOR_TOKEN_FILE",
                        "API_READ_TOKEN_FILE").contains(name))
                .as(name)
                .isTrue());
    }

    @Test
    void no_password_is_in_the_file() {
        file.services().forEach((name, service) -> {
            if (service.get("environment") instanceof Map<?, ?> environment) {
                assertThat(environment.keySet()).as(name).allSatisfy(key -> assertThat(key.toString())
                        .doesNotMatch(".*(PASSWORD|SECRET|KEY|TOKEN)"));
            }
        });
    }

    @Test
    void only_what_needs_the_owner_of_the_database_has_its_password() {
        assertThat(holdersOf("cda_owner")).containsExactlyInAnyOrder("timescaledb", "migrate", "sinks", "cda");
        assertThat(holdersOf("cda_writer")).containsExactlyInAnyOrder("timescaledb", "connect", "sinks");
        assertThat(holdersOf("cda_operator")).containsExactlyInAnyOrder("timescaledb", "api");
        assertThat(ComposeFile.mapOf(file.services().getOrDefault("sinks", Map.of()).get("environment")))
                .containsEntry("SINKS_DATABASE_USER", "cda_writer")
                .containsEntry("SINKS_MAINTENANCE_USER", "cda_owner");
    }

    private static List<String> holdersOf(String secret) {
        return file.services().entrySet().stream()
                .filter(each -> each.getValue().get("volumes") instanceof List<?> volumes
                        && volumes.stream().anyMatch(volume -> volume.toString().contains("/run/secrets/" + secret)))
                .map(Map.Entry::getKey).toList();
    }

    @Test
    void a_container_starts_after_the_check_of_the_secrets() {
        assertThat(file.services()).allSatisfy((name, service) -> assertThat(
                name.equals("preflight") || name.equals("cda") || reachesPreflight(name)).as(name).isTrue());
    }

    private static boolean reachesPreflight(String service) {
        Object needed = file.services().getOrDefault(service, Map.of()).get("depends_on");
        return needed != null && ComposeFile.mapOf(needed).keySet().stream()
                .anyMatch(name -> name.equals("preflight") || reachesPreflight(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "connect"})
    void an_image_has_the_same_bases_as_in_the_file_and_no_root(String folder) throws IOException {
        String text = Files.readString(ROOT.resolve(Path.of("infra", "docker", folder, "Dockerfile")));
        Map<String, String> bases = new TreeMap<>();
        Pattern.compile("^ARG ([A-Z]+)_IMAGE=(.*)$", Pattern.MULTILINE).matcher(text).results()
                .forEach(base -> bases.put("CDA_IMAGE_" + base.group(1), base.group(2)));
        assertThat(bases).isNotEmpty()
                .allSatisfy((name, base) -> assertThat(file.variables()).containsEntry(name, base));
        String runtime = text.substring(text.lastIndexOf("\nFROM "));
        assertThat(runtime).contains("\nUSER 10001:10001\n", "classes.aot", "\nENTRYPOINT [", "\nHEALTHCHECK ",
                "CDA_LOG_FORMAT=json").doesNotContain("\nRUN ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"producers", "streams", "sinks", "api", "connect"})
    void an_image_checks_its_health_as_the_file_does(String image) throws IOException {
        String text = Files.readString(ROOT.resolve(Path.of("infra", "docker", image, "image")));
        Matcher health = Pattern.compile("^health=\"([0-9]+) (/[a-z]+)\"$", Pattern.MULTILINE).matcher(text);
        assertThat(health.find()).isTrue();
        assertThat(ComposeFile.mapOf(file.services().getOrDefault(image, Map.of()).get("healthcheck")))
                .containsEntry("test", List.of("CMD", "/opt/cda/bin/responds", health.group(1), health.group(2)));
    }

    @ParameterizedTest
    @CsvSource({"producers, producers", "streams, streams-indicators", "sinks, sinks", "api, api",
            "cda, all-in-one"})
    void an_image_starts_a_class_of_its_module(String image, String module) throws IOException {
        String text = Files.readString(ROOT.resolve(Path.of("infra", "docker", image, "image")));
        Matcher main = Pattern.compile("^main=([A-Za-z.]+)$", Pattern.MULTILINE).matcher(text);
        assertThat(main.find()).isTrue();
        assertThat(ROOT.resolve(module).resolve("src/main/java").resolve(main.group(1).replace('.', '/') + ".java"))
                .isRegularFile();
    }
}
