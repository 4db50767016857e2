package io.cryptodata.sinks.connect;

import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Date;

/// Records as Connect passes them to the sink.
final class Records {
    static final String TOPIC = "candles.1h";
    static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    static final Market BITCOIN = new Market("binance", "BTC/USDT");

    static final Schema CANDLE = SchemaBuilder.struct().name("Candle")
            .field("exchange", Schema.STRING_SCHEMA).field("asset", Schema.STRING_SCHEMA)
            .field("timestamp", Timestamp.SCHEMA)
            .field("open", Schema.FLOAT64_SCHEMA).field("high", Schema.FLOAT64_SCHEMA)
            .field("low", Schema.FLOAT64_SCHEMA).field("close", Schema.FLOAT64_SCHEMA)
            .field("volume", Schema.FLOAT64_SCHEMA).field("last_id", Schema.INT64_SCHEMA)
            .field("revision", Schema.INT32_SCHEMA).field("without_a_column", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private static long offsets;

    private Records() {}

    /// A candle whose prices all are `price`.
    static SinkRecord candle(Instant hour, double price, int revision) {
        return of(CANDLE, candleStruct(hour, price, revision));
    }

    static Struct candleStruct(Instant hour, double price, int revision) {
        return new Struct(CANDLE).put("exchange", BITCOIN.exchange()).put("asset", BITCOIN.asset())
                .put("timestamp", Date.from(hour))
                .put("open", price).put("high", price).put("low", price).put("close", price)
                .put("volume", 1.0).put("last_id", LastId.of(BITCOIN, hour)).put("revision", revision);
    }

    /// A candle that the broker appended at a time.
    static SinkRecord candle(Instant hour, double price, int revision, Instant appended) {
        return of(CANDLE, candleStruct(hour, price, revision), appended);
    }

    static SinkRecord of(Schema schema, Object value, Instant appended) {
        return new SinkRecord(TOPIC, 3, Schema.STRING_SCHEMA, BITCOIN.key(), schema, value, offsets++,
                appended.toEpochMilli(), TimestampType.LOG_APPEND_TIME);
    }

    static SinkRecord of(@Nullable Schema schema, @Nullable Object value) {
        return new SinkRecord(TOPIC, 3, Schema.STRING_SCHEMA, BITCOIN.key(), schema, value, offsets++);
    }
}
