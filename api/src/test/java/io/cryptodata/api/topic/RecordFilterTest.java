package io.cryptodata.api.topic;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.schemas.avro.Indicators;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordFilterTest {
    private static final String BTC = "binance:BTC/USDT";
    private static final SchemaLookup SCHEMAS = id -> id == 7
            ? new SchemaLookup.Found.Present(Indicators.getClassSchema())
            : new SchemaLookup.Found.Missing("no schema " + id);

    @Test
    void records_match_by_key_timeframe_and_closed() throws IOException {
        RecordFilter filter = filter("indicators", BTC, Timeframe.ofCode("4h"), true);
        assertThat(filter.test(row(BTC, "4h", true))).isTrue();
        assertThat(filter.test(row(BTC, "4h", false))).isFalse();
        assertThat(filter.test(row(BTC, "1h", true))).isFalse();
        assertThat(filter.test(row("binance:ETH/USDT", "4h", true))).isFalse();
        assertThat(filter.leftOut()).isZero();
    }

    @Test
    void the_month_is_not_the_minute() throws IOException {
        RecordFilter filter = filter("indicators", null, Timeframe.ofCode("1m"), false);
        assertThat(filter.test(row(BTC, "1m", false))).isTrue();
        assertThat(filter.test(row(BTC, "1M", false))).isFalse();
    }

    @Test
    void what_cannot_be_decoded_is_left_out_and_counted() {
        RecordFilter filter = filter("indicators", BTC, null, true);
        assertThat(filter.test(stored(BTC, new byte[]{1}))).isFalse();
        assertThat(filter.test(stored("binance:ETH/USDT", new byte[]{1}))).isFalse();
        assertThat(filter.leftOut()).isEqualTo(1);
        assertThat(filter("indicators", BTC, null, false).test(stored(BTC, new byte[]{1}))).isTrue();
        assertThat(filter("indicators", null, null, true).test(stored(BTC, null))).isFalse();
    }

    @Test
    void a_field_that_the_records_of_a_topic_lack_is_an_error_and_not_an_empty_result() {
        assertThatThrownBy(() -> filter("candles.1h", null, Timeframe.H1, false)).isInstanceOf(QueryException.class)
                .hasMessage(
                        "the records of candles.1h have no field timeframe; topics with it: candles.rollup, indicators");
        assertThatThrownBy(() -> filter("candles.rollup", null, null, true)).isInstanceOf(QueryException.class)
                .hasMessage("the records of candles.rollup have no field closed; topics with it: indicators");
        assertThatThrownBy(() -> filter("candles.1h.dlq", null, Timeframe.H1, false))
                .isInstanceOf(QueryException.class).hasMessageContaining("of candles.1h.dlq have no field timeframe");
    }

    @Test
    void a_market_is_an_error_where_keys_are_no_markets() {
        assertThatThrownBy(() -> RecordFilter.requireMarkets("coingecko.markets")).isInstanceOf(QueryException.class)
                .hasMessageStartingWith(
                        "the keys of coingecko.markets are no markets; topics of markets: candles.1h, ");
        RecordFilter.requireMarkets("candles.1h.dlq");
        RecordFilter.requireMarkets("universe");
        RecordFilter.requireMarkets("not.ours");
    }

    private static RecordFilter filter(String topic, @Nullable String key, @Nullable Timeframe timeframe,
            boolean closed) {
        return RecordFilter.of(topic, key, timeframe, closed, SCHEMAS);
    }

    private static ConsumerRecord<byte[], byte[]> row(String key, String timeframe, boolean closed)
            throws IOException {
        GenericRecord row = new GenericData.Record(Indicators.getClassSchema());
        row.put("exchange", "binance");
        row.put("asset", "BTC/USDT");
        row.put("timestamp", 0L);
        row.put("timeframe", timeframe);
        row.put("last_id", 1L);
        row.put("closed", closed);
        row.put("revision", 0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(7).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(row.getSchema()).write(row, encoder);
        encoder.flush();
        return stored(key, bytes.toByteArray());
    }

    private static ConsumerRecord<byte[], byte[]> stored(String key, byte @Nullable [] value) {
        return new ConsumerRecord<>("indicators", 0, 0, key.getBytes(StandardCharsets.UTF_8), value);
    }
}
