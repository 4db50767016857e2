package io.cryptodata.service.registry;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Writes records. An unavailable registry is a [RegistryUnavailableException]; every other failure, such as an
/// unregistered schema, is a `SerializationException`.
record CheckedWriter<T>(Serializer<T> unchecked) implements Serializer<T> {
    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        unchecked.configure(settings, isKey);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        try {
            return unchecked.serialize(topic, value);
        } catch (RuntimeException e) {
            throw failure(topic, e);
        }
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable T value) {
        try {
            return unchecked.serialize(topic, headers, value);
        } catch (RuntimeException e) {
            throw failure(topic, e);
        }
    }

    @Override
    public void close() {
        unchecked.close();
    }

    private static RuntimeException failure(String topic, RuntimeException e) {
        return RegistryFailure.of("cannot write to topic " + topic + " (is its schema registered?)", e);
    }
}
