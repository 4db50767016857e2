package io.cryptodata.sinks.projection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// Reads arrays, maps and nested records as JSON; times are ISO-8601 in UTC with milliseconds.
final class AvroJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendInstant(3)
            .toFormatter(Locale.ROOT);

    private AvroJson() {}

    static String read(Schema schema, BinaryDecoder in) throws IOException, RefusedRecordException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(schema, in, json);
        }
        return text.toString();
    }

    private static void write(Schema schema, BinaryDecoder in, JsonGenerator json)
            throws IOException, RefusedRecordException {
        switch (schema.getType()) {
            case NULL -> json.writeNull();
            case STRING -> json.writeString(FieldReader.storable(FieldReader.text(in)));
            case BOOLEAN -> json.writeBoolean(in.readBoolean());
            case INT -> json.writeNumber(in.readInt());
            case LONG -> writeLong(schema, in.readLong(), json);
            case DOUBLE -> json.writeNumber(FieldReader.finite(in.readDouble()));
            case FLOAT -> json.writeNumber(FieldReader.finite(in.readFloat()));
            case UNION -> write(schema.getTypes().get(in.readIndex()), in, json);
            case RECORD -> {
                json.writeStartObject();
                for (Schema.Field field : schema.getFields()) {
                    json.writeFieldName(field.name());
                    write(field.schema(), in, json);
                }
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
                    for (long item = 0; item < block; item++) {
                        write(schema.getElementType(), in, json);
                    }
                }
                json.writeEndArray();
            }
            case MAP -> {
                json.writeStartObject();
                for (long block = in.readMapStart(); block > 0; block = in.mapNext()) {
                    for (long item = 0; item < block; item++) {
                        json.writeFieldName(FieldReader.storable(FieldReader.text(in)));
                        write(schema.getValueType(), in, json);
                    }
                }
                json.writeEndObject();
            }
            case BYTES, ENUM, FIXED -> throw new RefusedRecordException(schema.getType() + " has no form in JSON");
        }
    }

    private static void writeLong(Schema schema, long value, JsonGenerator json) throws IOException {
        if (LogicalTypes.timestampMillis().equals(schema.getLogicalType())) {
            json.writeString(TIME.format(Instant.ofEpochMilli(value)));
        } else {
            json.writeNumber(value);
        }
    }
}
