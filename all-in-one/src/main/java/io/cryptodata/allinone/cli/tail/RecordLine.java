package io.cryptodata.allinone.cli.tail;

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

/// A record as one line of JSON: `key`, `partition`, `offset`, `timestamp`, `headers`, `value`; or instead of `value`
/// the original bytes as `value_base64` and why they could not be decoded as `undecodable`.
final class RecordLine {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final ValueReader values;

    RecordLine(ValueReader values) {
        this.values = values;
    }

    String of(ConsumerRecord<byte[], byte[]> message) {
        ObjectNode line = JSON.objectNode();
        line.set("key", text(message.key()));
        line.put("partition", message.partition());
        line.put("offset", message.offset());
        line.put("timestamp", Instant.ofEpochMilli(message.timestamp()).toString());
        line.set("headers", headers(message.headers()));
        switch (values.read(message.value())) {
            case ValueReader.Decoded.Value(JsonNode json) -> line.set("value", json);
            case ValueReader.Decoded.Undecodable(String reason) -> {
                line.put("value_base64", message.value());
                line.put("undecodable", reason);
            }
        }
        return line.toString();
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
