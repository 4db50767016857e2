package io.cryptodata.sinks.connect;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Date;
import java.util.Locale;

/// Values of Connect as JSON: instants are ISO-8601 in UTC, the entries of a map are sorted so that equal maps are equal
/// texts.
final class JsonText {
    /// always with milliseconds, so that texts have the order of the instants
    private static final DateTimeFormatter WITH_MILLISECONDS = new DateTimeFormatterBuilder().appendInstant(3)
            .toFormatter(Locale.ROOT);
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .registerModule(new SimpleModule(Version.unknownVersion())
                    .addSerializer(Struct.class, serializer(JsonText::writeStruct))
                    .addSerializer(Date.class, serializer((date, json) -> json
                            .writeString(WITH_MILLISECONDS.format(date.toInstant()))))
                    .addSerializer(Double.class, serializer(JsonText::writeDouble)));

    private JsonText() {}

    @FunctionalInterface
    private interface Writer<T> {
        void write(T value, JsonGenerator json) throws IOException;
    }

    /// @throws BadRowException if it contains something that JSON cannot express, for example NaN
    static String of(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new BadRowException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static <T> JsonSerializer<T> serializer(Writer<T> writer) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                writer.write(value, json);
            }
        };
    }

    private static void writeStruct(Struct struct, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Field field : struct.schema().fields()) {
            json.writePOJOField(field.name(), struct.get(field));
        }
        json.writeEndObject();
    }

    private static void writeDouble(double number, JsonGenerator json) throws IOException {
        if (!Double.isFinite(number)) {
            throw new BadRowException(number + " is not a number of JSON");
        }
        json.writeNumber(number);
    }
}
