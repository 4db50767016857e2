package io.cryptodata.service.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.lifecycle.SetupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaRegistrarTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<String> subjects = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unavailableResponses = new AtomicInteger();
    private volatile boolean incompatible;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/apis/ccompat/v7", this::respond);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void registers_every_subject_and_its_rule() {
        Map<String, Integer> ids = SchemaRegistrar.register(url());
        assertThat(ids)
                .containsOnlyKeys("candles.1h-value", "candles.replay-value", "candles.rollup-value",
                        "indicators-value",
                        "candles.quarantine-value", "universe-value", "ledger-value", "listings-value",
                        "coingecko.markets-value", "coingecko.snapshots-value", "overrides.asset_declaration-value",
                        "overrides.flags-value", "overrides.heartbeat-value", "operations-value", "task.runs-value")
                .containsEntry("candles.1h-value", 7);
        assertThat(requests).contains("PUT /config/ledger-value {\"compatibility\":\"BACKWARD_TRANSITIVE\"}");
    }

    @Test
    void the_rule_is_checked_where_a_schema_already_exists() {
        subjects.add("candles.1h-value");
        SchemaRegistrar.register(url());
        List<String> methods = requests.stream().filter(request -> request.contains("candles.1h-value"))
                .map(request -> request.substring(0, request.indexOf(' '))).toList();
        assertThat(methods).containsExactly("GET", "PUT", "POST");
    }

    @Test
    void an_incompatible_schema_is_reported_with_what_to_do() {
        incompatible = true;
        assertThatThrownBy(() -> SchemaRegistrar.register(url())).isInstanceOf(SetupException.class)
                .hasMessageContaining("candles.1h-value").hasMessageContaining("incompatible")
                .hasMessageContaining("give new fields a default");
    }

    @Test
    void waits_for_a_registry_that_is_starting() {
        unavailableResponses.set(2);
        assertThat(SchemaRegistrar.register(url())).hasSize(Topics.catalogue().schemas().size());
    }

    @Test
    void a_registry_that_stays_unreachable_is_reported_in_one_sentence() {
        String url = url();
        server.stop(0);
        assertThatThrownBy(() -> SchemaRegistrar.register(HttpAccess.plain(url), Topics.catalogue(), SHORT))
                .isInstanceOf(SetupException.class).hasMessageContaining(url + " is not ready")
                .hasMessageContaining("(waited 1 s)");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/apis/ccompat/v7".length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + path + " " + body);
        if (unavailableResponses.getAndDecrement() > 0) {
            reply(exchange, 503, "{}");
        } else if (exchange.getRequestMethod().equals("GET")) {
            reply(exchange, subjects.contains(path.split("/")[2]) ? 200 : 404, "[]");
        } else if (exchange.getRequestMethod().equals("POST") && incompatible) {
            reply(exchange, 409, "{\"error_code\":409}");
        } else {
            reply(exchange, 200, "{\"id\":7}");
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
