package io.cryptodata.service.registry;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.function.Supplier;

/// Reads records of one type. A record that cannot be read, or is of another type, is a `SerializationException`; an
/// unavailable registry is a [RegistryUnavailableException].
///
/// @param all reads records of any type
/// @param type the expected type
record CheckedReader<T extends SpecificRecord>(Deserializer<T> all, Class<T> type) implements Deserializer<T> {
    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        all.configure(settings, isKey);
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        return checked(topic, () -> all.deserialize(topic, bytes));
    }

    @Override
    public @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
        return checked(topic, () -> all.deserialize(topic, headers, bytes));
    }

    @Override
    public void close() {
        all.close();
    }

    private @Nullable T checked(String topic, Supplier<@Nullable Object> read) {
        @Nullable
        Object value;
        try {
            value = read.get();
        } catch (RuntimeException e) {
            throw RegistryFailure.of("cannot read a " + type.getSimpleName() + " from topic " + topic, e);
        }
        if (value != null && !type.isInstance(value)) {
            throw new SerializationException("topic " + topic + " carries " + type.getSimpleName() + ", but this is a "
                    + value.getClass().getName());
        }
        return type.cast(value);
    }
}
