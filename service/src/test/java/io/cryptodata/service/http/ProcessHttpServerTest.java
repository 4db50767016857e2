package io.cryptodata.service.http;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProcessHttpServerTest {
    private static final String TOKEN = "0123456789abcdef";

    private volatile Health health = Health.up();
    private final ProcessHttpServer server = new ProcessHttpServer(HttpConfig.onLoopback(0), "clock", () -> health,
            () -> "ticks 1\n");
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void a_service_that_is_up_is_live_and_ready() throws Exception {
        assertThat(get("/live").statusCode()).isEqualTo(200);
        assertThat(get("/ready").body()).isEqualTo("{\"name\":\"clock\",\"status\":\"up\",\"reasons\":[]}");
    }

    @Test
    void a_degraded_service_is_ready_and_names_the_reasons() throws Exception {
        health = new Health.Degraded(List.of("slow", "the \"spring\""));
        assertThat(get("/ready")).returns(200, HttpResponse::statusCode).returns(
                "{\"name\":\"clock\",\"status\":\"degraded\",\"reasons\":[\"slow\",\"the \\\"spring\\\"\"]}",
                HttpResponse::body);
    }

    @Test
    void a_starting_service_is_live_but_not_ready() throws Exception {
        health = new Health.Starting("restoring");
        assertThat(get("/live").statusCode()).isEqualTo(200);
        assertThat(get("/ready")).returns(503, HttpResponse::statusCode)
                .satisfies(response -> assertThat(response.body()).contains("restoring"));
    }

    @Test
    void a_service_that_is_down_is_neither() throws Exception {
        health = new Health.Down("crashed");
        assertThat(get("/live").statusCode()).isEqualTo(503);
        assertThat(get("/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void the_parts_of_a_process_have_a_status_each() throws Exception {
        Map<String, Health> parts = new LinkedHashMap<>();
        parts.put("disk", new Health.Up("5 MB free"));
        parts.put("spring", Health.degraded("slow"));
        try (ProcessHttpServer several = new ProcessHttpServer(HttpConfig.onLoopback(0), "clock",
                () -> Health.merge(parts), () -> parts, () -> "")) {
            assertThat(send(HttpRequest.newBuilder(URI.create(several.url() + "/ready"))).body())
                    .isEqualTo("{\"name\":\"clock\",\"status\":\"degraded\","
                            + "\"reasons\":[\"spring: slow\"],\"parts\":{"
                            + "\"disk\":{\"status\":\"up\",\"reasons\":[],\"detail\":\"5 MB free\"},"
                            + "\"spring\":{\"status\":\"degraded\",\"reasons\":[\"slow\"]}}}");
        }
    }

    @Test
    void metrics_are_in_the_format_of_prometheus() throws Exception {
        HttpResponse<String> response = get("/metrics");
        assertThat(response.body()).isEqualTo("ticks 1\n");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void only_get_of_the_three_paths_is_allowed() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/live/more").statusCode()).isEqualTo(404);
        assertThat(send(request("/live").POST(BodyPublishers.ofString("x"))).statusCode()).isEqualTo(405);
        assertThat(send(request("/live").method("GET", BodyPublishers.ofString("x"))).statusCode()).isEqualTo(413);
    }

    @Test
    void a_health_that_throws_is_an_internal_error() throws Exception {
        try (ProcessHttpServer broken = new ProcessHttpServer(HttpConfig.onLoopback(0), "clock", () -> {
            throw new IllegalStateException("no hands");
        }, () -> "")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(broken.url() + "/live")).build();
            assertThat(send(request).statusCode()).isEqualTo(500);
        }
    }

    @Test
    void a_port_in_use_is_reported() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpConfig taken = HttpConfig.onLoopback(holder.getLocalPort());
            assertThatThrownBy(() -> new ProcessHttpServer(taken, "clock", () -> health, () -> ""))
                    .isInstanceOf(SetupException.class).hasMessageContaining(":" + holder.getLocalPort())
                    .hasMessageContaining("--http-port");
        }
    }

    @Test
    void with_a_token_metrics_and_reasons_need_it_and_the_status_does_not() throws Exception {
        health = new Health.Degraded(List.of("slow"));
        HttpConfig config = new HttpConfig("127.0.0.1", 0, Optional.of(new HttpToken(TOKEN)));
        try (ProcessHttpServer guarded = new ProcessHttpServer(config, "clock", () -> health,
                () -> Map.of("spring", health), () -> "ticks 1\n")) {
            for (String wrong : List.of("", "Bearer", "Bearer " + TOKEN + "x", "Basic " + TOKEN, TOKEN)) {
                HttpResponse<String> metrics = get(guarded, "/metrics", wrong);
                assertThat(metrics.statusCode()).as(wrong).isEqualTo(401);
                assertThat(metrics.headers().firstValue("WWW-Authenticate")).contains("Bearer");
                assertThat(metrics.body()).doesNotContain("ticks").doesNotContain(TOKEN);
                assertThat(get(guarded, "/ready", wrong)).returns(200, HttpResponse::statusCode)
                        .returns("{\"name\":\"clock\",\"status\":\"degraded\"}", HttpResponse::body);
            }
            assertThat(get(guarded, "/metrics", "Bearer " + TOKEN).body()).isEqualTo("ticks 1\n");
            assertThat(get(guarded, "/live", "Bearer " + TOKEN).body()).contains("slow", "spring");
        }
    }

    @Test
    void the_token_is_a_secret_of_at_least_16_characters() {
        assertThat(read(Map.of("CDA_HTTP_TOKEN", TOKEN)).orElseThrow().token()).contains(new HttpToken(TOKEN));
        assertThat(new HttpToken(TOKEN)).asString().doesNotContain(TOKEN);
        for (String wrong : List.of("too-short", "with a space in it", TOKEN + "\n")) {
            assertThatThrownBy(() -> read(Map.of("CDA_HTTP_TOKEN", wrong)))
                    .hasMessageContaining("CDA_HTTP_TOKEN must be at least 16 printable characters without spaces")
                    .hasMessageNotContaining(wrong);
        }
    }

    private HttpResponse<String> get(ProcessHttpServer guarded, String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(guarded.url() + path));
        return send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    @Test
    void host_and_port_are_settings_and_off_means_no_server() {
        assertThat(read(Map.of())).contains(new HttpConfig("127.0.0.1", 8102));
        assertThat(read(Map.of("CLOCK_HTTP_HOST", "0.0.0.0", "CLOCK_HTTP_PORT", "9")))
                .contains(new HttpConfig("0.0.0.0", 9));
        assertThat(read(Map.of("CLOCK_HTTP_PORT", "off"))).isEmpty();
        assertThatThrownBy(() -> read(Map.of("CLOCK_HTTP_PORT", "70000"))).isInstanceOf(SettingsException.class)
                .hasMessageContaining("CLOCK_HTTP_PORT must be a port between 0 (any free one) and 65535, or off,"
                        + " but was '70000'");
    }

    private static Optional<HttpConfig> read(Map<String, String> environment) {
        return Settings.read(SettingSources.of(environment),
                settings -> HttpConfig.from(settings.prefixed("CLOCK_"), 8102)).orThrow();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString());
    }
}
