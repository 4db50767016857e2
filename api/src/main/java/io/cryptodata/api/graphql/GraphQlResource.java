package io.cryptodata.api.graphql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.format.Numbers;
import io.cryptodata.api.http.Bodies;
import io.cryptodata.api.http.ProblemException;
import io.cryptodata.api.http.Query;
import io.cryptodata.api.http.Replies;
import io.cryptodata.api.http.Resource;
import io.cryptodata.api.json.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `POST graphql`: a query, its variables, and the name of the operation if it has several.
public final class GraphQlResource implements Resource {
    private static final Set<String> MEMBERS = Set.of("query", "variables", "operationName");
    private static final JsonFactory FACTORY = new JsonFactory();

    private final ReadGraph graph;

    public GraphQlResource(ReadGraph graph) {
        this.graph = graph;
    }

    @Override
    public void routes(HttpRules rules) {
        rules.post("/graphql", this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        Query.of(request);
        JsonNode body = Bodies.json(request);
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw malformed(member.getKey(),
                        "the body has query, variables and operationName, but no " + member.getKey());
            }
        }
        JsonNode query = body.path("query");
        if (!query.isTextual() || query.asText().isBlank()) {
            throw malformed("query",
                    "query must be a text, for example {\"query\": \"{ markets(limit: 5) { markets { market close } } }\"}");
        }
        Map<String, Object> result = graph.execute(query.asText(), operation(body.path("operationName")),
                variables(body.path("variables")));
        Replies.stream(request, response, Replies.JSON, out -> {
            try (JsonGenerator json = FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                write(json, result);
            }
        });
    }

    private static @Nullable String operation(JsonNode name) {
        if (name.isMissingNode() || name.isNull()) {
            return null;
        }
        if (!name.isTextual()) {
            throw malformed("operationName", "operationName must be a text");
        }
        return name.asText();
    }

    private static Map<String, Object> variables(JsonNode variables) {
        if (variables.isMissingNode() || variables.isNull()) {
            return Map.of();
        }
        if (!variables.isObject()) {
            throw malformed("variables", "variables must be an object, for example {\"market\": \"binance:BTC/USDT\"}");
        }
        return Json.mapper().convertValue(variables, new TypeReference<>() {
        });
    }

    private static ProblemException malformed(String member, String detail) {
        return new ProblemException(400, "invalid body", detail).about(member);
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Map<?, ?> object -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> member : object.entrySet()) {
                    json.writeFieldName(String.valueOf(member.getKey()));
                    write(json, member.getValue());
                }
                json.writeEndObject();
            }
            case List<?> all -> {
                json.writeStartArray();
                for (Object each : all) {
                    write(json, each);
                }
                json.writeEndArray();
            }
            case Double number -> json.writeNumber(Numbers.plain(number));
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            default -> json.writeString(value.toString());
        }
    }
}
