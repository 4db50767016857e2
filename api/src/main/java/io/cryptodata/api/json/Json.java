package io.cryptodata.api.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

import java.time.Instant;

/// Read models as JSON: names in snake case, times as ISO-8601 in UTC.
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS).propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance)).build();

    private Json() {}

    public static String of(Object model) {
        try {
            return MAPPER.writeValueAsString(model);
        } catch (JsonProcessingException notSerializable) {
            throw new IllegalArgumentException("no JSON form of " + model.getClass().getName(), notSerializable);
        }
    }
}
