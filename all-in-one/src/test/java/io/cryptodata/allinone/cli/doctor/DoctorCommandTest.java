package io.cryptodata.allinone.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.allinone.cli.Run;
import io.cryptodata.service.instance.Endpoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class DoctorCommandTest {
    private static final String SECRET = "never-print-this";

    @TempDir
    private Path data = Path.of("");

    @Test
    void nothing_runs() {
        Run run = doctor();
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("no instance runs in " + data, "why: ", "fix: start one with ./cda up",
                "broker         not checked  needs instance").doesNotContain("Exception");
    }

    @Test
    void an_instance_that_was_killed_differs_from_one_that_was_stopped() throws Exception {
        Files.createDirectories(data.resolve("run"));
        new Endpoints(Map.of(Endpoints.KAFKA_BOOTSTRAP, "127.0.0.1:1")).write(data);
        assertThat(doctor().out()).contains("ended without being stopped", "it continues where it stopped");
    }

    @Test
    void misspelt_and_invalid_settings_come_first_and_the_others_are_used() throws Exception {
        Run run = doctor("--config", settings("""
                STREAM_THREADS=4
                CDA_KAFKA=127.0.0.1:1
                CDA_PARTITIONS=many
                """), "--timeout", "4");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).containsSubsequence("STREAM_THREADS is not a setting; did you mean STREAMS_THREADS?",
                "the broker at 127.0.0.1:1 does not respond").contains("CDA_PARTITIONS must be");
    }

    @Test
    void servers_that_do_not_respond_are_named_and_secrets_are_not() throws Exception {
        Run run = doctor("--json", "--timeout", "4", "--config", settings("""
                CDA_KAFKA=127.0.0.1:1
                CDA_KAFKA_SECURITY_PROTOCOL=SASL_PLAINTEXT
                CDA_KAFKA_USER=me
                CDA_KAFKA_PASSWORD=%1$s
                CDA_REGISTRY=http://127.0.0.1:1
                CDA_REGISTRY_USER=me
                CDA_REGISTRY_PASSWORD=%1$s
                CDA_DATABASE_URL=jdbc:postgresql://127.0.0.1:1/cryptodata?user=me&password=%1$s
                CDA_CONNECT=http://127.0.0.1:1
                CDA_PROCESSES=http://127.0.0.1:1, http://127.0.0.1:2
                CDA_HTTP_TOKEN=%1$s
                """.formatted(SECRET)));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out() + run.err()).doesNotContain(SECRET);
        JsonNode diagnosis = new ObjectMapper().readTree(run.out());
        assertThat(diagnosis.path("healthy").asBoolean()).isFalse();
        assertThat(diagnosis.path("findings").findValuesAsText("problem")).satisfiesExactly(
                broker -> assertThat(broker).contains("the broker at 127.0.0.1:1"),
                database -> assertThat(database).contains("127.0.0.1:1/cryptodata as me does not respond"));
        assertThat(diagnosis.path("checks").get(8).path("causes")).hasToString("[\"database\"]");
    }

    @Test
    void a_port_of_the_instance_that_another_program_has_is_found() throws Exception {
        int registry = 8081;
        try (ServerSocket ours = new ServerSocket()) {
            ours.setReuseAddress(true);
            try {
                ours.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), registry));
            } catch (BindException taken) {
                assertThat(taken).as("another program has it, which is as good").hasMessageContaining("use");
            }
            assertThat(doctor().out()).containsSubsequence("Port 8081 for the schema registry is in use by",
                    "no instance runs");
        }
    }

    @Test
    void what_cannot_be_asked_is_status_2() {
        assertThat(doctor("--timeout", "0").status()).isEqualTo(2);
        assertThat(doctor("--config", data.resolve("nowhere").toString()).status()).isEqualTo(2);
    }

    private String settings(String text) throws Exception {
        return Files.writeString(data.resolve("settings"), text).toString();
    }

    private Run doctor(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "doctor";
        all[1] = "--data";
        all[2] = data.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Run.cda(all);
    }
}
