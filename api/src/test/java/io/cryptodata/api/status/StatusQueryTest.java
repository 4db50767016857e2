package io.cryptodata.api.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.api.status.PartStatus.State;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.http.HttpToken;
import io.cryptodata.service.http.ProcessHttpServer;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.Health;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StatusQueryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /// A listening socket completes connections, and nobody ever reads them.
    @Test
    void every_part_of_an_instance_that_hangs_is_down_because_it_did_not_answer() throws IOException {
        try (ServerSocket hung = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + hung.getLocalPort();
            String http = "http://" + address;
            HttpAccess server = HttpAccess.plain(http);
            SystemStatus status = new StatusQuery(new StatusSources(KafkaAccess.plain(address), server,
                    "jdbc:postgresql://" + address + "/cryptodata", server, http, http, Optional.empty(), "streams",
                    "overrides"), SECOND)
                    .status();
            assertThat(status.parts()).extracting(PartStatus::part).containsExactly("broker", "streams", "registry",
                    "database", "connect", "slot overrides", "simulator", "process");
            assertThat(status.parts()).allSatisfy(part -> assertThat(part.state()).isEqualTo(State.DOWN));
            assertThat(status.parts()).filteredOn(part -> !part.part().matches("broker|streams"))
                    .allSatisfy(part -> assertThat(part.detail()).contains("no answer within 1 s"));
        }
    }

    @Test
    void an_answer_is_waited_for_while_its_work_advances() {
        AtomicLong now = new AtomicLong();
        AtomicLong advanced = new AtomicLong();
        ConcurrentCalls calls = new ConcurrentCalls(SECOND, now::get);
        ConcurrentCalls.Call<String> late = calls.start(() -> {
            advanced.set(SECOND.toNanos() * 9);
            now.set(SECOND.toNanos() * 9);
            return "all records";
        });
        assertThat(late.await(advanced::get)).contains("all records");
    }

    @Test
    void there_is_no_answer_after_the_deadline() {
        AtomicLong now = new AtomicLong();
        ConcurrentCalls calls = new ConcurrentCalls(SECOND, now::get);
        now.set(SECOND.toNanos());
        assertThat(calls.start(() -> {
            Thread.currentThread().join();
            return "never";
        }).await()).isEmpty();
        assertThat(calls.noAnswer()).isEqualTo("no answer within 1 s");
    }

    @Test
    void a_call_that_fails_throws_at_the_caller() {
        ConcurrentCalls calls = new ConcurrentCalls(SECOND.multipliedBy(60));
        assertThatThrownBy(() -> calls.start(() -> {
            throw new IllegalArgumentException("a bug");
        }).await()).isInstanceOf(IllegalArgumentException.class).hasMessage("a bug");
    }

    @Test
    void what_the_process_reports_of_its_parts_is_in_their_rows() throws IOException {
        InstanceHealth health = InstanceHealth.of(new ObjectMapper().readTree("""
                {"name": "cda", "status": "down", "reasons": [], "parts": {
                  "disk": {"status": "degraded", "reasons": ["only 3 MB are free"]},
                  "broker": {"status": "starting", "reasons": ["restarting after: Kafka exited"]},
                  "database": {"status": "down", "reasons": ["its process exited"]},
                  "sinks": {"status": "degraded", "reasons": ["one connector has failed", "one is paused"]},
                  "streams": {"status": "degraded", "reasons": ["the folder has no space left"]},
                  "connect": {"status": "starting", "reasons": ["joining its group"]},
                  "producers": {"status": "degraded", "reasons": ["okx is unavailable"]},
                  "schemas": {"status": "up", "reasons": []}}}"""));
        assertThat(health.with(List.of(PartStatus.down("broker", "does not respond"), PartStatus.up("streams", "0"),
                PartStatus.up("database", "17"), PartStatus.up("connect", "5"), PartStatus.up("producers", "3"))))
                .containsExactly(PartStatus.down("broker", "restarting after: Kafka exited"),
                        PartStatus.degraded("streams", "the folder has no space left"),
                        PartStatus.down("database", "its process exited"), PartStatus.up("connect", "5"),
                        PartStatus.up("producers", "3"), PartStatus.degraded("disk", "only 3 MB are free"),
                        PartStatus.degraded("sinks", "one connector has failed; one is paused"));
    }

    @Test
    void a_disk_with_space_has_a_row_too() throws IOException {
        InstanceHealth health = InstanceHealth.of(new ObjectMapper().readTree(
                "{\"parts\": {\"disk\": {\"status\": \"up\", \"reasons\": [], \"detail\": \"5000 MB free\"}}}"));
        assertThat(health.with(List.of())).containsExactly(PartStatus.up("disk", "5000 MB free"));
    }

    @Test
    void without_the_token_of_a_process_its_status_has_what_to_set_instead_of_reasons() throws IOException {
        InstanceHealth health = InstanceHealth
                .of(new ObjectMapper().readTree("{\"name\": \"cda\", \"status\": \"degraded\"}"));
        assertThat(health.with(List.of(PartStatus.up("streams", "0")))).containsExactly(PartStatus.up("streams", "0"),
                PartStatus.degraded("process", "the reasons are served with its token alone: set CDA_HTTP_TOKEN"));
        assertThat(InstanceHealth.of(new ObjectMapper().readTree("{\"name\": \"cda\", \"status\": \"up\"}"))
                .with(List.of())).isEmpty();
    }

    @Test
    void the_reasons_are_requested_with_the_token() throws IOException {
        HttpToken token = new HttpToken("0123456789abcdef");
        try (ProcessHttpServer process = new ProcessHttpServer(new HttpConfig("127.0.0.1", 0, Optional.of(token)),
                "cda",
                () -> Health.degraded("slow"), () -> Map.of("sinks", Health.degraded("slow")), () -> "");
                JsonClient web = new JsonClient(SECOND.multipliedBy(60))) {
            assertThat(InstanceHealth.read(web, process.url(), Optional.of(token)).with(List.of()))
                    .containsExactly(PartStatus.degraded("sinks", "slow"));
            for (Optional<HttpToken> wrong : List.of(Optional.<HttpToken>empty(),
                    Optional.of(new HttpToken("another0another0")))) {
                assertThat(InstanceHealth.read(web, process.url(), wrong).with(List.of()))
                        .containsExactly(PartStatus.degraded("process", InstanceHealth.WITHOUT_REASONS));
            }
        }
    }
}
