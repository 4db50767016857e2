package io.cryptodata.api.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Cells of type jsonb.
public final class StoredJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private StoredJson() {}

    /// The fields of each object of an array, in its order; nothing for null.
    public static List<Map<String, @Nullable Object>> objects(@Nullable String json, List<Column> fields) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (JsonNode each : tree(json)) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            fields.forEach(field -> object.put(field.name(), value(each.path(field.name()), field)));
            objects.add(object);
        }
        return objects;
    }

    /// The numbers of an object by name; null for null.
    public static @Nullable Map<String, Long> counts(@Nullable String json) {
        if (json == null) {
            return null;
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        tree(json).properties().forEach(each -> counts.put(each.getKey(), each.getValue().longValue()));
        return counts;
    }

    private static @Nullable Object value(JsonNode value, Column field) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return switch (field.type()) {
            case TEXT -> value.asText();
            // years after 9999 have a sign
            case TIME -> Instant.parse(value.asText());
            case FLAG -> value.booleanValue();
            case INTEGER -> value.longValue();
            case NUMBER -> value.doubleValue();
            case DAY, ID, COUNTS, OBJECT, OBJECTS -> throw new IllegalArgumentException(field.name());
        };
    }

    private static JsonNode tree(@Nullable String json) {
        try {
            return json == null ? MAPPER.createArrayNode() : MAPPER.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("the database has JSON that is none", malformed);
        }
    }
}
