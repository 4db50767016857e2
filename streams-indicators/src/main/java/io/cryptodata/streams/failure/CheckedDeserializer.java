package io.cryptodata.streams.failure;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/// Reads records as values that check themselves. A record that violates the checks is as unreadable as one that is not
/// Avro.
///
/// @param <R> the record
/// @param <V> the value
public final class CheckedDeserializer<R, V> implements Deserializer<V> {
    private final String what;
    private final Deserializer<R> records;
    private final Function<R, V> value;

    /// @param what the noun for messages, for example `candle`
    /// @param value throws [IllegalArgumentException] for a record that violates the checks
    public CheckedDeserializer(String what, Deserializer<R> records, Function<R, V> value) {
        this.what = what;
        this.records = records;
        this.value = value;
    }

    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
        return checked(records.deserialize(topic, bytes));
    }

    @Override
    public @Nullable V deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
        return checked(records.deserialize(topic, headers, bytes));
    }

    @Override
    public void close() {
        records.close();
    }

    private @Nullable V checked(@Nullable R stored) {
        try {
            return stored == null ? null : value.apply(stored);
        } catch (IllegalArgumentException e) {
            throw new SerializationException("impossible " + what + ": " + e.getMessage(), e);
        }
    }
}
