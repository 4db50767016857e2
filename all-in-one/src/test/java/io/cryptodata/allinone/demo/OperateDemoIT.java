package io.cryptodata.allinone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cryptodata.allinone.api.OpenApiDocument;
import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.api.pipeline.Pipeline;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.retry.Await;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.RowFault;
import io.cryptodata.sinks.deployment.OverridesSource;
import io.cryptodata.streams.runtime.StreamsProperties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/// An operator acts on a running demo by the API, and sees in the overview what comes of it. Every response has the form that
/// the API's own document describes.
class OperateDemoIT {
    private static final String TOKEN = "token-of-the-operators-test";
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private String url = "";
    private @Nullable OpenApiDocument document;

    @Test
    void actions_are_carried_out_seen_and_recorded() throws Exception {
        assertThat(Pipeline.STREAMS_GROUP).isEqualTo(StreamsProperties.APPLICATION_ID);
        assertThat(Pipeline.SLOT).isEqualTo(OverridesSource.SLOT);
        TestDemo demo = TestDemo.in("operate");
        DemoOptions standard = demo.seeded();
        DemoOptions options = new DemoOptions(standard.data(), null, false, 0.5, 2, 7, standard.ports(),
                standard.http(), standard.disk(), ApiConfig.from(Map.of("API_OPERATOR_TOKEN", TOKEN)));
        try (DemoRun run = DemoRun.prepare(options, demo.output::add)) {
            run.start();
            url = "http://127.0.0.1:" + demo.ports.api() + "/api/v1/";
            document = new OpenApiDocument(read("openapi.json"));
            await(() -> source("okx").path("live").asInt() > 0);
            await(() -> pipeline().path("parts").valueStream()
                    .noneMatch(part -> part.path("state").asText().equals("down")));
            await(() -> pipeline().path("connectors").size() == 8);
            pauseAndResume();
            assertThat(post("actions", "{'action':'run','target':'universe','by':'anna','confirm':true}"))
                    .isEqualTo(200);
            assertThat(
                    post("actions", "{'action':'restart_connector','target':'sink-ledger','by':'anna','confirm':true}"))
                    .isEqualTo(200);
            flag();
            declaration();
            badRows(run);
            letters(run);
            refused();
            await(() -> get("operator/actions?limit=50").path("actions").size() >= 7);
            assertThat(get("operator/actions").toString()).doesNotContain(TOKEN);
        }
    }

    private void pauseAndResume() throws Exception {
        assertThat(post("actions",
                "{'action':'pause','target':'okx','by':'anna','reason':'maintenance','confirm':true}")).isEqualTo(200);
        await(() -> source("okx").path("state").asText().equals("paused"));
        assertThat(source("okx").at("/paused/by").asText()).isEqualTo("anna");
        await(() -> pipeline().path("parts").toString().contains("okx is paused by an operator: anna"));
        assertThat(post("actions", "{'action':'run','target':'listing.okx','by':'anna','confirm':true}"))
                .isEqualTo(409);
        assertThat(post("actions", "{'action':'resume','target':'okx','by':'anna','confirm':true}")).isEqualTo(200);
        await(() -> !source("okx").path("state").asText().equals("paused"));
    }

    /// The universe follows an edited row.
    private void flag() throws Exception {
        assertThat(send("PUT", "operator/flags", "{'base':'ADA','flag':'exclude','value':true,'by':'anna'}", TOKEN))
                .isEqualTo(200);
        await(() -> get("markets?base=ADA&tracked=true").path("markets").isEmpty());
        assertThat(send("DELETE", "operator/flags", "{'base':'ADA','flag':'exclude','by':'anna'}", TOKEN))
                .isEqualTo(200);
        await(() -> !get("markets?base=ADA&tracked=true").path("markets").isEmpty());
    }

    private void declaration() throws Exception {
        assertThat(send("PUT", "operator/declarations",
                "{'exchange':'okx','asset':'ADA/USDT','track':true,'note':'a test','by':'anna'}", TOKEN))
                .isEqualTo(200);
        await(() -> get("overrides").path("declarations").toString().contains("a test"));
        assertThat(send("DELETE", "operator/declarations", "{'exchange':'okx','asset':'ADA/USDT','by':'anna'}", TOKEN))
                .isEqualTo(200);
    }

    private void badRows(DemoRun run) {
        AtomicBoolean damaged = new AtomicBoolean();
        run.simulator().venue("okx").inject((_, kind, _) -> kind == RequestKind.CANDLES && !damaged.getAndSet(true)
                ? new Fault.Rows(RowFault.OFF_GRID)
                : null);
        await(() -> get("quarantine?exchange=okx").path("rows").size() > 0);
        assertThat(get("quarantine?exchange=okx").at("/rows/0/reason").asText()).isNotBlank();
    }

    /// A letter that cannot be processed is listed, and stays when it is retried.
    private void letters(DemoRun run) throws Exception {
        new ProductReader(run.servers()).poison(TopicName.CANDLES_1H, "binance:BTC/USDT");
        await(() -> get("dead-letters").path("letters").toString().contains(TopicName.CANDLES_1H));
        await(() -> pipeline().path("dead_letters").toString().contains(TopicName.CANDLES_1H));
        assertThat(post("actions", "{'action':'retry_dead_letters','target':'candles.1h','by':'anna','confirm':true}"))
                .isEqualTo(200);
    }

    private void refused() throws Exception {
        assertThat(send("POST", "operator/actions", "{}", "another-token-of-somebody")).isEqualTo(401);
        assertThat(post("actions", "{'action':'pause','target':'okx','by':'anna'}")).isEqualTo(400);
        assertThat(post("actions", "{'action':'pause','target':'nyse','by':'anna','confirm':true}")).isEqualTo(404);
    }

    private void await(BooleanSupplier condition) {
        assertThat(Await.until(condition, TIMEOUT)).as(() -> pipeline().toPrettyString()).isTrue();
    }

    private JsonNode pipeline() {
        return get("pipeline");
    }

    private JsonNode source(String exchange) {
        return pipeline().path("sources").valueStream()
                .filter(source -> source.path("exchange").asText().equals(exchange)).findFirst()
                .orElseGet(JSON::createObjectNode);
    }

    private JsonNode get(String path) {
        JsonNode body = read(path);
        Objects.requireNonNull(document).check("get", path.replaceFirst("\\?.*", ""), 200, "application/json", body);
        return body;
    }

    private JsonNode read(String path) {
        try {
            return JSON.readTree(http.send(HttpRequest.newBuilder(URI.create(url + path)).build(),
                    HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int post(String route, String body) throws Exception {
        return send("POST", "operator/" + route, body, TOKEN);
    }

    private int send(String method, String route, String body, String token) throws Exception {
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(url + route))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))).build(),
                HttpResponse.BodyHandlers.ofString());
        Objects.requireNonNull(document).check(method.toLowerCase(Locale.ROOT), route, response.statusCode(),
                response.statusCode() == 200 ? "application/json" : "application/problem+json",
                JSON.readTree(response.body()));
        return response.statusCode();
    }
}
