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
record CheckedReader<T extends SpecificRecord>(Deserializer<?> all, Class<T> type) implements Deserializer<T> {
    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        all.configure(settings, isKey);
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        return checked(topic, bytes, () -> all.deserialize(topic, bytes));
    }

    @Override
    public @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
        return checked(topic, bytes, () -> all.deserialize(topic, headers, bytes));
    }

    @Override
    public void close() {
        all.close();
    }

    private @Nullable T checked(String topic, byte @Nullable [] bytes, Supplier<@Nullable Object> read) {
        String attempt = "cannot read a " + type.getSimpleName() + " from topic " + topic;
        if (bytes != null && !WireFormat.isFollowedBy(bytes)) {
            throw new SerializationException(attempt + ": " + WireFormat.contradictionOf(bytes));
        }
        @Nullable
        Object value;
        try {
            value = read.get();
        } catch (RuntimeException e) {
            throw RegistryFailure.of(bytes == null ? attempt : attempt + " with schema id " + WireFormat.idIn(bytes),
                    e);
        }
        if (value != null && !type.isInstance(value)) {
            throw new SerializationException("topic " + topic + " carries " + type.getSimpleName() + ", but this is a "
                    + value.getClass().getName());
        }
        return type.cast(value);
    }
}
