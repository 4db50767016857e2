package io.cryptodata.api.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;

/// Avro values as JSON: times as ISO-8601 in UTC, decimals as numbers, bytes as base64, a union as its value without the
/// name of the branch. NaN and the infinities, which JSON lacks, become strings.
final class AvroJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AvroJson() {}

    /// @param value as returned by Avro's generic reader
    static JsonNode of(Schema schema, @Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        return switch (schema.getType()) {
            case NULL -> JSON.nullNode();
            case RECORD -> ofRecord(schema, (IndexedRecord) value);
            case UNION -> of(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
            case ARRAY -> ofArray(schema.getElementType(), (Collection<?>) value);
            case MAP -> ofMap(schema.getValueType(), (Map<?, ?>) value);
            case STRING, ENUM -> JSON.textNode(value.toString());
            case BYTES -> ofBytes(schema, bytesOf((ByteBuffer) value));
            case FIXED -> ofBytes(schema, ((GenericFixed) value).bytes());
            case INT -> ofInt(schema.getLogicalType(), (Integer) value);
            case LONG -> ofLong(schema.getLogicalType(), (Long) value);
            case FLOAT, DOUBLE -> ofDouble(((Number) value).doubleValue());
            case BOOLEAN -> JSON.booleanNode((Boolean) value);
        };
    }

    private static JsonNode ofRecord(Schema schema, IndexedRecord record) {
        ObjectNode object = JSON.objectNode();
        for (Schema.Field field : schema.getFields()) {
            object.set(field.name(), of(field.schema(), record.get(field.pos())));
        }
        return object;
    }

    private static JsonNode ofArray(Schema elements, Collection<?> values) {
        ArrayNode array = JSON.arrayNode(values.size());
        values.forEach(value -> array.add(of(elements, value)));
        return array;
    }

    private static JsonNode ofMap(Schema values, Map<?, ?> map) {
        ObjectNode object = JSON.objectNode();
        map.forEach((key, value) -> object.set(String.valueOf(key), of(values, value)));
        return object;
    }

    private static JsonNode ofBytes(Schema schema, byte[] bytes) {
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                ? JSON.numberNode(new BigDecimal(new BigInteger(bytes), decimal.getScale()))
                : JSON.binaryNode(bytes);
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static JsonNode ofInt(@Nullable LogicalType logical, int value) {
        return logical instanceof LogicalTypes.Date
                ? JSON.textNode(LocalDate.ofEpochDay(value).toString())
                : JSON.numberNode(value);
    }

    private static JsonNode ofLong(@Nullable LogicalType logical, long value) {
        return switch (logical) {
            case LogicalTypes.TimestampMillis millis -> JSON.textNode(Instant.ofEpochMilli(value).toString());
            case LogicalTypes.TimestampMicros micros ->
                JSON.textNode(Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString());
            case null, default -> JSON.numberNode(value);
        };
    }

    private static JsonNode ofDouble(double value) {
        return Double.isFinite(value) ? JSON.numberNode(value) : JSON.textNode(Double.toString(value));
    }
}
