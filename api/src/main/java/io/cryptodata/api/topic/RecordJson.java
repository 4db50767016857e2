package io.cryptodata.api.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// A record as one JSON object: `key`, `partition`, `offset`, `timestamp`, `headers`, `value`; or instead of `value`
/// the original bytes as `value_base64` and the reason as `undecodable`.
public final class RecordJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final ValueDecoder decoder;

    public RecordJson(SchemaLookup schemas) {
        decoder = new ValueDecoder(schemas);
    }

    public ObjectNode of(ConsumerRecord<byte[], byte[]> message) {
        ObjectNode json = JSON.objectNode();
        json.set("key", text(message.key()));
        json.put("partition", message.partition());
        json.put("offset", message.offset());
        json.put("timestamp", Instant.ofEpochMilli(message.timestamp()).toString());
        json.set("headers", headers(message.headers()));
        switch (decoder.decode(message.value())) {
            case ValueDecoder.Decoded.Value(JsonNode value) -> json.set("value", value);
            case ValueDecoder.Decoded.Undecodable(String reason) -> {
                json.put("value_base64", message.value());
                json.put("undecodable", reason);
            }
        }
        return json;
    }

    /// A header that occurs more than once is an array of its values, in order.
    private static JsonNode headers(Headers headers) {
        ObjectNode object = JSON.objectNode();
        for (Header header : headers) {
            JsonNode value = text(header.value());
            switch (object.get(header.key())) {
                case null -> object.set(header.key(), value);
                case ArrayNode several -> several.add(value);
                case JsonNode first -> object.set(header.key(), JSON.arrayNode().add(first).add(value));
            }
        }
        return object;
    }

    /// Text where the bytes are text, otherwise an object with their base64.
    private static JsonNode text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return JSON.nullNode();
        }
        try {
            return JSON.textNode(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notText) {
            return JSON.objectNode().set("base64", JSON.binaryNode(bytes));
        }
    }
}
