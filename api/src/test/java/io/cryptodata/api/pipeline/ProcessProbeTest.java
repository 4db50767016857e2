package io.cryptodata.api.pipeline;

import com.sun.net.httpserver.HttpServer;
import io.cryptodata.api.status.PartStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/// Every process that is configured is in the overview, however it behaves.
class ProcessProbeTest {
    @Test
    void a_process_that_begins_an_answer_and_hangs_is_down() throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> beginAnswer(hanging));
            String url = "http://127.0.0.1:" + hanging.getLocalPort();
            assertThat(probe(Duration.ofMillis(300), url).parts()).singleElement()
                    .satisfies(part -> assertThat(part.part()).isEqualTo("process " + url))
                    .satisfies(part -> assertThat(part.state()).isEqualTo(PartStatus.State.DOWN));
        }
    }

    private static void beginAnswer(ServerSocket server) {
        try {
            while (true) {
                server.accept().getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    @Test
    void a_process_that_is_gone_and_one_that_works_are_two_parts() throws Exception {
        HttpServer working = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        working.createContext("/ready", exchange -> {
            byte[] body = "{\"name\": \"sinks\", \"status\": \"up\", \"reasons\": [], \"detail\": \"7 connectors\"}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        working.start();
        try {
            assertThat(probe(Duration.ofSeconds(20), "http://127.0.0.1:1",
                    "http://127.0.0.1:" + working.getAddress().getPort()).parts())
                    .anySatisfy(part -> assertThat(part)
                            .isEqualTo(new PartStatus("sinks", PartStatus.State.UP, "7 connectors")))
                    .anySatisfy(part -> assertThat(part).isEqualTo(new PartStatus("process http://127.0.0.1:1",
                            PartStatus.State.DOWN, "nothing listens at http://127.0.0.1:1/ready")))
                    .hasSize(2);
        } finally {
            working.stop(0);
        }
    }

    private static ProcessProbe.Result probe(Duration timeout, String... urls) throws InterruptedException {
        try (ProcessProbe processes = new ProcessProbe(
                new ProcessProbe.Instance(new SimpleMeterRegistry(), Map::of), Set.of(urls), Optional.empty(),
                timeout)) {
            return processes.call();
        }
    }
}
