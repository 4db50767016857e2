package io.cryptodata.allinone.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// The served OpenAPI document, and its schemas as they are applied to responses.
public final class OpenApiDocument {
    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new HashMap<>();

    /// @param document as it is served
    public OpenApiDocument(JsonNode document) {
        this.document = document;
    }

    /// Method and path of every operation, such as `GET /markets`.
    List<String> operations() {
        List<String> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().fieldNames()
                .forEachRemaining(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    JsonNode operation(String method, String path) {
        return document.path("paths").path("/" + path).path(method);
    }

    /// The parameters of an operation by name, references resolved.
    Map<String, JsonNode> parameters(String path) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        operation("get", path).path("parameters").forEach(each -> {
            JsonNode parameter = resolved(each);
            parameters.put(parameter.path("name").asText(), parameter);
        });
        return parameters;
    }

    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode() ? node : document.at(reference.asText().substring(1));
    }

    /// Fails unless the response of the operation has the documented form.
    public void check(String method, String path, int status, String mediaType, JsonNode body) {
        JsonNode responses = operation(method, path).path("responses");
        JsonNode response = resolved(responses.path(Integer.toString(status)));
        assertThat(response.isMissingNode()).as("%s %s documents %d", method, path, status).isFalse();
        JsonNode schema = response.path("content").path(mediaType).path("schema");
        assertThat(schema.isMissingNode()).as("%s %s documents %s", method, path, mediaType).isFalse();
        assertThat(schemas.computeIfAbsent(schema.toString(), _ -> schema(schema)).validate(body))
                .as("%s %s: %s", method, path, body)
                .isEmpty();
    }

    private Schema schema(JsonNode schema) {
        ObjectNode whole = SeededApi.JSON.createObjectNode();
        whole.setAll((ObjectNode) schema);
        whole.set("components", document.path("components"));
        return registry.getSchema(whole);
    }
}
