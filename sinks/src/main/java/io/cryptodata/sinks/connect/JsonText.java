package io.cryptodata.sinks.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Lists, maps and records of a topic as JSON: names stay, instants are ISO-8601 in UTC, the names of a map are sorted so
/// that equal maps are equal texts.
final class JsonText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter WITH_MILLISECONDS = new DateTimeFormatterBuilder().appendInstant(3)
            .toFormatter(Locale.ROOT);

    private JsonText() {}

    /// @throws BadRowException if there is something in it that JSON does not have, for example NaN
    static String of(Object value) {
        try {
            return JSON.writeValueAsString(node(value));
        } catch (JsonProcessingException e) {
            throw new BadRowException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case String text -> NODES.textNode(text);
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Double number when Double.isFinite(number) -> NODES.numberNode(number);
            case Date instant -> NODES.textNode(iso(instant));
            case List<?> list -> array(list);
            case Map<?, ?> map -> object(map);
            case Struct struct -> object(struct);
            default -> throw new BadRowException("must be something that JSON has, but is " + value);
        };
    }

    /// Always with milliseconds, so that texts sort as the instants do.
    private static String iso(Date instant) {
        return WITH_MILLISECONDS.format(instant.toInstant());
    }

    private static ArrayNode array(List<?> list) {
        ArrayNode array = NODES.arrayNode(list.size());
        list.forEach(element -> array.add(node(element)));
        return array;
    }

    private static ObjectNode object(Map<?, ?> map) {
        ObjectNode object = NODES.objectNode();
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((name, value) -> sorted.put(String.valueOf(name), value));
        sorted.forEach((name, value) -> object.set(name, node(value)));
        return object;
    }

    private static ObjectNode object(Struct struct) {
        ObjectNode object = NODES.objectNode();
        for (Field field : struct.schema().fields()) {
            object.set(field.name(), node(struct.get(field)));
        }
        return object;
    }
}
