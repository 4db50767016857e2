package io.cryptodata.allinone.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.ApiApp;
import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.api.format.RowFormat;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.Parameter;
import io.cryptodata.api.query.ReadModel;
import io.cryptodata.api.rest.ReadModels;
import io.cryptodata.api.rest.ReadResource;
import io.helidon.webserver.http.HttpRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// The server does what its OpenAPI document says, and nothing else: routes, parameters, responses and errors.
class OpenApiContractTest {
    private static final String TOKEN = "0123456789abcdefgh";
    private static final String PROBLEM = "application/problem+json";

    private static SeededApi api = new SeededApi();
    private static SeededApi secured = SeededApi.withToken(TOKEN);
    private static SeededApi broken = SeededApi.withoutDatabase();
    private static OpenApiDocument document = new OpenApiDocument(api.json("openapi.json"));

    @AfterAll
    static void stop() {
        api.close();
        secured.close();
        broken.close();
    }

    @Test
    void every_route_is_documented_and_every_documented_route_exists() {
        ApiApp app = new ApiApp(ApiConfig.from(Map.of("API_PORT", "0")), new SimpleMeterRegistry());
        Set<String> routes = new TreeSet<>();
        HttpRules recorder = (HttpRules) Proxy.newProxyInstance(HttpRules.class.getClassLoader(),
                new Class<?>[]{HttpRules.class}, (proxy, method, arguments) -> {
                    if (arguments != null && arguments.length > 0 && arguments[0] instanceof String path) {
                        routes.add(method.getName().toUpperCase(Locale.ROOT) + " " + path);
                    }
                    return proxy;
                });
        app.resources().forEach(resource -> resource.routes(recorder));
        app.close();
        assertThat(routes).containsExactlyInAnyOrderElementsOf(document.operations());
    }

    @Test
    void every_path_names_its_methods_when_another_is_used() {
        Map<String, Set<String>> methods = new TreeMap<>();
        document.operations().forEach(each -> methods
                .computeIfAbsent(each.substring(each.indexOf('/')), _ -> new TreeSet<>())
                .add(each.substring(0, each.indexOf(' '))));
        methods.forEach((path, documented) -> {
            HttpResponse<byte[]> response = api.send(HttpRequest.newBuilder(URI.create(api.url() + path))
                    .method("PATCH", HttpRequest.BodyPublishers.noBody()).build());
            assertThat(response.statusCode()).as(path).isEqualTo(405);
            assertThat(Set.of(response.headers().firstValue("Allow").orElse("").split(", "))).as(path)
                    .isEqualTo(documented);
        });
    }

    @ParameterizedTest
    @MethodSource("io.cryptodata.allinone.api.Requests#all")
    void every_row_has_the_documented_form(Requests request) {
        document.check("get", request.listing().path(), 200, "application/json",
                api.json(request.listing().path(), request.with()));
        document.check("get", request.listing().path(), 200, "application/json",
                api.json(request.listing().path(), request.with("limit", "1")));
    }

    @Test
    void every_document_has_the_documented_form() {
        document.check("get", "market", 200, "application/json", api.json("market", "market", "bybit:ETH/USDT"));
        document.check("get", "overrides", 200, "application/json", api.json("overrides"));
        document.check("get", "about", 200, "application/json", api.json("about"));
        document.check("post", "graphql", 200, "application/json", api.query("{ markets { next } nothing }"));
        document.check("post", "graphql", 200, "application/json", api.query("{ markets { next } }"));
        document.check("get", "openapi.json", 200, "application/json", api.json("openapi.json"));
        assertThat(new String(api.get("openapi.yaml").body(), StandardCharsets.UTF_8)).startsWith("openapi: 3.1.0\n");
    }

    @Test
    void every_example_of_a_response_has_the_documented_form() {
        List<String> checked = new ArrayList<>();
        for (String operation : document.operations()) {
            String method = operation.substring(0, operation.indexOf(' ')).toLowerCase(Locale.ROOT);
            String path = operation.substring(operation.indexOf('/') + 1);
            document.operation(method, path).path("responses").properties().forEach(response -> document
                    .resolved(response.getValue()).path("content").properties().forEach(content -> {
                        JsonNode example = content.getValue().path("example");
                        if (example.isContainerNode()) {
                            document.check(method, path, Integer.parseInt(response.getKey()), content.getKey(),
                                    example);
                            checked.add(path);
                        }
                    }));
        }
        assertThat(checked).contains("candles", "screener", "gaps");
    }

    @Test
    void the_example_of_an_error_is_that_of_the_server() {
        JsonNode responses = document.operation("get", "candles").path("responses");
        assertThat(problem(api, "candles", 400, "market", "binance:BTC/USDT", "limit", "0"))
                .isEqualTo(document.resolved(responses.path("400")).path("content").path(PROBLEM).path("example"));
    }

    static Stream<ReadModel> models() {
        return ReadModels.all().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void parameters_and_their_limits_are_those_of_the_route(ReadModel model) {
        Map<String, JsonNode> documented = document.parameters(model.path());
        List<Parameter> known = model instanceof Listing listing
                ? ReadResource.parameters(listing, RowFormat.JSON)
                : model.parameters();
        assertThat(documented.keySet())
                .containsExactlyInAnyOrderElementsOf(known.stream().map(Parameter::name).toList());
        for (Parameter parameter : known) {
            JsonNode described = documented.getOrDefault(parameter.name(), SeededApi.JSON.createObjectNode());
            JsonNode own = described.path("schema");
            JsonNode schema = document.resolved(own);
            assertThat(described.path("description").asText()).as(parameter.name()).isNotBlank();
            assertThat(described.path("required").asBoolean()).as(parameter.name()).isEqualTo(parameter.isRequired());
            assertThat(texts(schema.path("enum"))).as(parameter.name()).isEqualTo(parameter.choices());
            boolean isBulkLimit = parameter.name().equals("limit") && model instanceof Listing listing
                    && listing.isBulk();
            if (isBulkLimit) {
                assertThat(described.path("description").asText()).contains("at most " + parameter.maximum());
                assertThat(schema.path("maximum").asLong()).isEqualTo(ReadResource.BULK_ROWS);
            } else {
                assertThat(own.path("default").asText("")).as(parameter.name())
                        .isEqualTo(parameter.otherwise() == null ? "" : parameter.otherwise());
                assertThat(schema.path("maximum").asLong()).as(parameter.name()).isEqualTo(parameter.maximum());
            }
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @ParameterizedTest
    @MethodSource("io.cryptodata.allinone.api.ParameterUse#all")
    void every_parameter_changes_what_it_promises(ParameterUse use) {
        List<String> base = new ArrayList<>(use.base());
        JsonNode without = api.json(use.path(), base.toArray(String[]::new));
        int given = base.indexOf(use.name());
        if (given >= 0) {
            base.subList(given, given + 2).clear();
        }
        base.addAll(List.of(use.name(), use.value()));
        JsonNode with = api.json(use.path(), base.toArray(String[]::new));
        assertThat(with).as("%s", use).isNotEqualTo(without);
        document.check("get", use.path(), 200, "application/json", with);
        String rows = ReadModels.all().stream().filter(each -> each.path().equals(use.path())).map(Listing.class::cast)
                .findFirst().orElseThrow().rows();
        with.path(rows).forEach(row -> assertThat(use.holds().apply(row)).as("%s: %s", use, row).isTrue());
    }

    @Test
    void every_documented_parameter_of_a_read_model_is_used_above() {
        Set<String> used = ParameterUse.all().stream().map(use -> use.path() + " " + use.name())
                .collect(Collectors.toSet());
        for (ReadModel model : ReadModels.all()) {
            if (model instanceof Listing) {
                Set<String> documented = new TreeSet<>(document.parameters(model.path()).keySet());
                documented.removeAll(Set.of("cursor", "format")); // PagesTest, FormatsTest
                documented.removeIf(name -> used.contains(model.path() + " " + name));
                assertThat(documented).as(model.path()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void an_undocumented_parameter_is_refused(ReadModel model) {
        JsonNode problem = problem(api, model.path(), 400, required(model, "nonsense", "1"));
        assertThat(problem.path("parameter").asText()).isEqualTo("nonsense");
        assertThat(problem.path("detail").asText()).contains("nonsense");
    }

    @ParameterizedTest
    @ValueSource(strings = {"about", "openapi.json", "openapi.yaml"})
    void a_route_without_parameters_has_none(String path) {
        assertThat(problem(api, path, 400, "nonsense", "1").path("parameter").asText()).isEqualTo("nonsense");
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_malformed_value_is_refused_with_what_was_expected(ReadModel model) {
        for (Parameter parameter : model.parameters()) {
            String malformed = switch (parameter.kind()) {
                case TEXT -> "x".repeat(1001);
                case MARKET -> "BTCUSDT";
                case TIME -> "yesterday";
                case INTEGER -> Long.toString(parameter.maximum() + 1);
                case FLAG -> "yes";
                case CHOICE -> "something";
            };
            JsonNode problem = problem(api, model.path(), 400, required(model, parameter.name(), malformed));
            assertThat(problem.path("parameter").asText()).as(problem.toString()).isEqualTo(parameter.name());
            assertThat(problem.path("detail").asText()).contains("must be", parameter.name());
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void every_documented_error_occurs(ReadModel model) {
        Set<String> documented = new TreeSet<>();
        document.operation("get", model.path()).path("responses").fieldNames().forEachRemaining(documented::add);
        documented.removeAll(Set.of("200", "400", "default"));
        if (documented.remove("401")) {
            problem(secured, model.path(), 401, required(model));
        }
        if (documented.remove("404")) {
            String name = model.path().equals("coins/history") ? "coin" : "market";
            String[] unknown = required(model, name, name.equals("coin") ? "bitcoi" : "binance:BTC/USDX");
            assertThat(problem(api, model.path(), 404, unknown).path("detail").asText()).contains("similar");
        }
        if (documented.remove("406")) {
            HttpResponse<byte[]> response = api.get(model.path(), List.of(required(model)), "text/html");
            assertThat(response.statusCode()).isEqualTo(406);
        }
        if (documented.remove("503")) {
            problem(broken, model.path(), 503, required(model));
        }
        assertThat(documented).isEmpty();
    }

    @Test
    void operating_is_off_without_a_token() {
        try (ApiApp app = new ApiApp(ApiConfig.from(Map.of("API_PORT", "0")), new SimpleMeterRegistry())) {
            app.start();
            for (String operation : document.operations().stream()
                    .filter(each -> each.contains("/operator/") && !each.startsWith("GET")).toList()) {
                String method = operation.substring(0, operation.indexOf(' '));
                String path = operation.substring(operation.indexOf('/') + 1);
                HttpResponse<byte[]> response = api
                        .send(HttpRequest.newBuilder(URI.create(app.url() + "/api/v1/" + path))
                                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                                .header("Content-Type", "application/json").build());
                assertThat(response.statusCode()).as(operation).isEqualTo(403);
                document.check(method.toLowerCase(Locale.ROOT), path, 403, PROBLEM,
                        SeededApi.parsed(new String(response.body(), StandardCharsets.UTF_8)));
            }
            HttpResponse<byte[]> pipeline = api
                    .send(HttpRequest.newBuilder(URI.create(app.url() + "/api/v1/pipeline")).build());
            document.check("get", "pipeline", 200, "application/json",
                    SeededApi.parsed(new String(pipeline.body(), StandardCharsets.UTF_8)));
        }
    }

    @Test
    void about_needs_neither_token_nor_database() {
        assertThat(secured.get("about").statusCode()).isEqualTo(200);
        assertThat(broken.json("about").path("exchanges")).isEmpty();
    }

    private static JsonNode problem(SeededApi server, String path, int status, String... parameters) {
        HttpResponse<byte[]> response = server.get(path, parameters);
        String body = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as("%s %s: %s", path, List.of(parameters), body).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains(PROBLEM);
        JsonNode problem = SeededApi.parsed(body);
        document.check("get", path, status, PROBLEM, problem);
        return problem;
    }

    /// The required parameters, one of them or another one with a value.
    private static String[] required(ReadModel model, String... pair) {
        List<String> parameters = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            if (parameter.isRequired() && (pair.length == 0 || !pair[0].equals(parameter.name()))) {
                parameters.addAll(List.of(parameter.name(), parameter.example()));
            }
        }
        parameters.addAll(List.of(pair));
        if (model.path().equals("completeness/daily") && !parameters.contains("market")
                && !parameters.contains("exchange")) {
            parameters.addAll(List.of("exchange", "okx"));
        }
        return parameters.toArray(String[]::new);
    }
}
