package io.cryptodata.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/// Read models as JSON: names in snake case, times as ISO-8601 in UTC.
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS).propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance)).build();

    private Json() {}

    /// As a text.
    public static String of(Object model) {
        try {
            return MAPPER.writeValueAsString(model);
        } catch (JsonProcessingException notSerializable) {
            throw new IllegalArgumentException("no JSON form of " + model.getClass().getName(), notSerializable);
        }
    }

    /// As UTF-8.
    public static byte[] bytes(Object model) {
        try {
            return MAPPER.writeValueAsBytes(model);
        } catch (JsonProcessingException notSerializable) {
            throw new IllegalArgumentException("no JSON form of " + model.getClass().getName(), notSerializable);
        }
    }

    /// Writes UTF-8 piece by piece, and leaves the stream open.
    public static void write(OutputStream out, Object model) throws IOException {
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            json.writePOJO(model);
        }
    }

    /// The mapper of all read models, for values that are written one by one.
    public static ObjectMapper mapper() {
        return MAPPER;
    }
}
