package io.cryptodata.streams.candle;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.schemas.CandleRecords;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Reads candles. A record that no candle can be is as unreadable as one that is not Avro.
final class CandleDeserializer implements Deserializer<Candle> {
    private final Deserializer<io.cryptodata.schemas.avro.Candle> records;

    CandleDeserializer(Deserializer<io.cryptodata.schemas.avro.Candle> records) {
        this.records = records;
    }

    @Override
    public @Nullable Candle deserialize(String topic, byte @Nullable [] bytes) {
        return possible(records.deserialize(topic, bytes));
    }

    @Override
    public @Nullable Candle deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
        return possible(records.deserialize(topic, headers, bytes));
    }

    @Override
    public void close() {
        records.close();
    }

    private static @Nullable Candle possible(io.cryptodata.schemas.avro.@Nullable Candle stored) {
        try {
            return stored == null ? null : CandleRecords.fromAvro(stored);
        } catch (IllegalArgumentException e) {
            throw new SerializationException("impossible candle: " + e.getMessage(), e);
        }
    }
}
