package io.cryptodata.allinone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.api.pipeline.Pipeline;
import io.cryptodata.service.retry.Await;
import io.cryptodata.sinks.deployment.OverridesSource;
import io.cryptodata.streams.runtime.StreamsProperties;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/// An operator acts on a running demo by the API, and sees in the overview what comes of it.
class OperateDemoIT {
    private static final String TOKEN = "token-of-the-operators-test";
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private String url = "";

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
            await(() -> source("okx").path("live").asInt() > 0);
            assertThat(pipeline().path("parts"))
                    .allSatisfy(part -> assertThat(part.path("state").asText()).as("%s", part)
                            .isNotEqualTo("down"));
            assertThat(pipeline().path("connectors")).hasSize(8);
            pauseAndResume();
            assertThat(post("actions", "{'action':'run','target':'universe','by':'anna','confirm':true}"))
                    .isEqualTo(200);
            assertThat(
                    post("actions", "{'action':'restart_connector','target':'sink-ledger','by':'anna','confirm':true}"))
                    .isEqualTo(200);
            flag();
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
        return http.send(HttpRequest.newBuilder(URI.create(url + route)).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
