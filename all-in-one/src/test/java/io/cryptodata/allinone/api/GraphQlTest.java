package io.cryptodata.allinone.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.Document;
import io.cryptodata.api.query.ReadModel;
import io.cryptodata.api.rest.ReadModels;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// GraphQL has the same values as REST, and refuses what costs too much before it reads anything.
class GraphQlTest {
    private static SeededApi api = new SeededApi();

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @MethodSource("io.cryptodata.allinone.api.Requests#all")
    void a_listing_equals_rest(Requests request) {
        for (int limit : List.of(1, 3, 200)) {
            JsonNode rest = api.json(request.listing().path(), request.with("limit", "" + limit));
            String fields = fields(request.listing().facts()) + " next " + request.listing().rows() + " { "
                    + fields(request.listing().columns()) + " }";
            JsonNode graph = ask(request.listing(), request.with("limit", "" + limit), fields);
            assertThat(graph).isEqualTo(rest);
        }
    }

    static Stream<Arguments> documents() {
        return ReadModels.all().stream().filter(Document.class::isInstance).map(Document.class::cast)
                .map(each -> Arguments.of(each,
                        each.parameters().isEmpty() ? List.of() : List.of("market", "bybit:ETH/USDT")));
    }

    @ParameterizedTest
    @MethodSource
    void documents(Document document, List<String> parameters) {
        String[] given = parameters.toArray(String[]::new);
        assertThat(ask(document, given, fields(document.fields()))).isEqualTo(api.json(document.path(), given));
    }

    private static JsonNode ask(ReadModel model, String[] parameters, String fields) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            boolean isPlain = parameters[i].equals("limit");
            arguments.add(parameters[i] + ": " + (isPlain ? parameters[i + 1] : '"' + parameters[i + 1] + '"'));
        }
        String query = "{ " + model.name() + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")")
                + " { " + fields
                + " } }";
        JsonNode result = api.query(query);
        assertThat(result.path("errors")).as(query).isEmpty();
        return result.path("data").path(model.name());
    }

    private static String fields(List<Column> columns) {
        return columns.stream()
                .map(each -> each.name() + (each.fields().isEmpty() ? "" : " { " + fields(each.fields()) + " }"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void fields_and_arguments_are_described() {
        JsonNode fields = api
                .query("{ __schema { queryType { fields { name description args { name description } } } } }")
                .at("/data/__schema/queryType/fields");
        assertThat(fields).hasSize(ReadModels.all().size()).allSatisfy(field -> {
            assertThat(field.path("description").asText()).as(field.path("name").asText()).contains("GET /");
            assertThat(field.path("args")).allSatisfy(argument -> assertThat(argument.path("description").asText())
                    .as(argument.path("name").asText()).isNotBlank());
        });
        assertThat(api.query("{ __type(name: \"BarsRow\") { fields { name description } } }").at("/data/__type/fields"))
                .anySatisfy(field -> assertThat(field.path("description").asText())
                        .isEqualTo("Relative strength index over 14 bars; unit: 0 to 100"));
    }

    @Test
    void pages_follow_each_other() {
        JsonNode first = api.query("{ markets(limit: 2) { next markets { market } } }").path("data").path("markets");
        JsonNode second = api
                .query("{ markets(limit: 2, cursor: \"" + first.path("next").asText() + "\") { markets { market } } }");
        assertThat(second.at("/data/markets/markets/0/market").asText()).isEqualTo("binance:OLD/USDT");
    }

    @Test
    void variables_and_several_queries_at_once() {
        String body = """
                {"query": "query Two($m: String!, $n: Int) { a: candles(market: $m, limit: $n) { candles { close } } b: candles(market: $m, limit: $n, timeframe: \\"1d\\") { timeframe } }",
                 "variables": {"m": "binance:BTC/USDT", "n": 1}, "operationName": "Two"}""";
        JsonNode data = SeededApi.parsed(new String(api.graphql(body).body(), java.nio.charset.StandardCharsets.UTF_8))
                .path("data");
        assertThat(data.at("/a/candles/0/close").isNumber()).isTrue();
        assertThat(data.at("/b/timeframe").asText()).isEqualTo("1d");
    }

    @Test
    void a_wrong_argument_is_an_error_with_its_path_and_leaves_the_rest() {
        JsonNode result = api.query(
                "{ good: markets(limit: 1) { markets { market } } bad: candles(market: \"nowhere:BTC/USDT\") { next } worse: screener(filter: [\"close;drop\"]) { total } }");
        assertThat(result.at("/data").isNull() || result.at("/data/good").isObject()).isTrue();
        List<String> paths = new ArrayList<>();
        result.path("errors")
                .forEach(error -> paths.add(error.path("path").toString() + error.path("message").asText()));
        assertThat(paths).anySatisfy(each -> assertThat(each).contains("bad").contains("there is no market"))
                .anySatisfy(each -> assertThat(each).contains("worse").contains("filter"));
    }

    @Test
    void introspection_is_allowed() {
        JsonNode types = api.query(graphql.introspection.IntrospectionQuery.INTROSPECTION_QUERY);
        assertThat(types.path("errors")).isEmpty();
        assertThat(types.at("/data/__schema/types")).isNotEmpty();
    }

    static Stream<String> hostile() {
        String wide = IntStream.range(0, 60).mapToObj(i -> "a" + i + ": coins(limit: 1) { next }")
                .collect(Collectors.joining(" "));
        String aliases = IntStream.range(0, 900).mapToObj(i -> "c" + i + ": close").collect(Collectors.joining(" "));
        String fragments = IntStream.range(0, 12)
                .mapToObj(i -> "fragment F" + i + " on MarketsRow { ...F" + (i + 1) + " ...F" + (i + 1) + " }")
                .collect(Collectors.joining(" "));
        return Stream.of("{ " + wide + " }",
                "{ markets(limit: 5000) { markets { " + aliases + " } } }",
                "{ __schema { types { fields { type { fields { type { fields { type { fields { type { fields { type { fields { name } } } } } } } } } } } } } }",
                "{ __schema { types { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } } } } } } } }",
                "{ markets { markets { ...A } } } fragment A on MarketsRow { ...B } fragment B on MarketsRow { ...A }",
                "{ markets(limit: 5000) { markets { ...F0 } } } " + fragments + " fragment F12 on MarketsRow { "
                        + aliases.substring(0, 2000) + " }",
                "{ markets { markets { market " + "@include(if: true) ".repeat(1500) + " } } }",
                "{ markets(q: \"" + "x".repeat(11_000) + "\") { next } }",
                "query($v: [[[[[[[[String]]]]]]]]) { markets { next } }" + " #".repeat(6000),
                "{ nothing }", "{ markets { markets { nothing } } }", "mutation { markets { next } }",
                "{ markets(limit: 1 }");
    }

    @ParameterizedTest
    @MethodSource
    @Timeout(60)
    void hostile(String query) {
        JsonNode result = api.query(query);
        assertThat(result.path("errors")).as(query.substring(0, Math.min(80, query.length()))).isNotEmpty();
        assertThat(result.path("data").isMissingNode() || result.path("data").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"query\": 5}", "{\"query\": \"\"}",
            "{\"query\": \"{ __typename }\", \"variables\": []}",
            "{\"query\": \"{ __typename }\", \"extensions\": {}}", "{\"query\": \"{ __typename }\"",
            "{\"query\": \"{ __typename }\", \"operationName\": 1}"})
    void a_malformed_request_is_a_problem(String body) {
        var response = api.graphql(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
}
