package io.cryptodata.streams.coingecko;

import io.cryptodata.domain.coin.CoinRow;
import io.cryptodata.schemas.CoinRecords;
import io.cryptodata.schemas.avro.CoinMarket;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Reads coins. A record that no coin can be is as unreadable as one that is not Avro.
final class CoinDeserializer implements Deserializer<CoinRow> {
    private final Deserializer<CoinMarket> records;

    CoinDeserializer(Deserializer<CoinMarket> records) {
        this.records = records;
    }

    @Override
    public @Nullable CoinRow deserialize(String topic, byte @Nullable [] bytes) {
        return possible(records.deserialize(topic, bytes));
    }

    @Override
    public @Nullable CoinRow deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
        return possible(records.deserialize(topic, headers, bytes));
    }

    @Override
    public void close() {
        records.close();
    }

    private static @Nullable CoinRow possible(@Nullable CoinMarket stored) {
        try {
            return stored == null ? null : CoinRecords.fromAvro(stored);
        } catch (IllegalArgumentException e) {
            throw new SerializationException("impossible coin: " + e.getMessage(), e);
        }
    }
}
