package io.cryptodata.allinone.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.allinone.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigCommandTest {
    private static final String GOOD = """
            CDA_KAFKA=broker:9092
            STREAMS_THREADS=4
            COINGECKO_TIER=DEMO
            COINGECKO_KEY=CG-top-secret
            CDA_DATABASE_URL=jdbc:postgresql://db/x?user=me&password=top-secret
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_good_configuration_is_explained_by_process_with_origins_and_without_secrets() throws IOException {
        Path file = file(GOOD);
        Run run = Run.cda("config", "check", "--config", file.toString());
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("producers: ok, 3 of ", "streams: ok, 2 of ", "demo: ok, 0 of 2", "api: ok, 2 of ",
                        file.toString(), "STREAMS_THREADS", "broker:9092", "password=********")
                .doesNotContain("top-secret");
    }

    @Test
    void problems_of_all_processes_are_named_once_and_fail() throws IOException {
        Run run = Run.cda("config", "check", "--config",
                file("STREAMS_THREADS=0\nSINKS_TASK=3\nPRODUCERS_TOP=some\n").toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).containsOnlyOnce("SINKS_TASK is not a setting; did you mean SINKS_TASKS?")
                .contains("every process: 1 problem", "streams: 1 problem",
                        "STREAMS_THREADS must be a whole number between 1 and 64, but was '0'",
                        "PRODUCERS_TOP must be a whole number like 250, or 0 for all", "sinks: no further problem");
    }

    @Test
    void one_process_is_checked_with_all_its_settings() throws IOException {
        Run run = Run.cda("config", "check", "streams", "--all", "--config", file(GOOD).toString());
        assertThat(run.out()).startsWith("streams: ok").contains("STREAMS_COMMIT_EVERY").doesNotContain("producers:");
    }

    @Test
    void programs_read_json_and_csv() throws IOException {
        Path file = file(GOOD);
        JsonNode json = new ObjectMapper()
                .readTree(Run.cda("config", "check", "streams", "--json", "--config", file.toString()).out());
        assertThat(json.get("process").asText()).isEqualTo("streams");
        assertThat(json.get("problems")).isEmpty();
        assertThat(json.get("settings").findParents("name")).anySatisfy(setting -> {
            assertThat(setting.get("name").asText()).isEqualTo("STREAMS_THREADS");
            assertThat(setting.get("value").asText()).isEqualTo("4");
            assertThat(setting.get("origin").asText()).isEqualTo(file.toString());
        });
        assertThat(Run.cda("config", "check", "streams", "--csv", "--config", file.toString()).out())
                .startsWith("process,name,value,origin,problem")
                .contains("streams,STREAMS_THREADS,4," + file + ",", "streams,STREAMS_REPLICAS,1,default,");
    }

    @Test
    void the_reference_is_listed_for_people_and_programs() {
        assertThat(Run.cda("config", "list", "streams").out()).contains("STREAMS_THREADS", "CDA_KAFKA")
                .doesNotContain("SINKS_TASKS");
        assertThat(Run.cda("config", "list", "--csv").out()).contains("SINKS_TASKS,2,", "CDA_JAVA_HOME");
        assertThat(Run.cda("config", "list", "--json").out().lines()).hasSizeGreaterThan(50)
                .anyMatch(line -> line.contains("\"name\":\"COINGECKO_KEY\"") && line.contains("\"secret\":true"));
    }

    @Test
    void wrong_usage_names_what_is_possible() {
        assertThat(Run.cda("config", "chek").err()).contains("expected check or list, but was 'chek'");
        assertThat(Run.cda("config", "check", "stream").status()).isEqualTo(2);
        assertThat(Run.cda("config", "check", "stream").err()).contains("there is no process 'stream'", "streams");
        assertThat(Run.cda("config", "check", "--config", folder.resolve("none").toString()).err())
                .contains("the configuration file " + folder.resolve("none") + " cannot be read: no such file");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("cda.properties"), text);
    }
}
