package io.cryptodata.api.topic;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class RecordJsonTest {
    private static final int KNOWN_ID = 7;
    private static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type": "record", "name": "Row", "fields": [
              {"name": "asset", "type": "string"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "close", "type": "double"},
              {"name": "ema10", "type": ["null", "double"]},
              {"name": "day", "type": {"type": "int", "logicalType": "date"}},
              {"name": "raw", "type": "bytes"},
              {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
              {"name": "notes", "type": {"type": "array", "items": "string"}}]}""");
    private static final RecordHeaders NO_HEADERS = new RecordHeaders();
    private final RecordJson json = new RecordJson(id -> id == KNOWN_ID
            ? new SchemaLookup.Found.Present(SCHEMA)
            : new SchemaLookup.Found.Missing("no schema " + id));

    @Test
    void a_value_is_decoded_with_readable_times_and_numbers() throws IOException {
        String line = json
                .of(message("binance:BTC/USDT".getBytes(StandardCharsets.UTF_8), row(Double.NaN), NO_HEADERS))
                .toString();
        assertThat(line).isEqualTo("{\"key\":\"binance:BTC/USDT\",\"partition\":3,\"offset\":42,"
                + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"headers\":{},\"value\":{\"asset\":\"BTC/USDT\","
                + "\"at\":\"2026-01-01T01:00:00Z\",\"close\":\"NaN\",\"ema10\":null,\"day\":\"2026-01-02\","
                + "\"raw\":\"/w==\",\"price\":12.34,\"notes\":[\"a\"]}}");
    }

    @Test
    void a_tombstone_is_null_and_so_is_a_missing_key() {
        assertThat(json.of(message(null, null, NO_HEADERS)).toString()).contains("\"key\":null")
                .endsWith("\"value\":null}");
    }

    @Test
    void an_undecodable_value_is_base64_with_the_reason() {
        assertThat(undecodable("junk".getBytes(StandardCharsets.UTF_8)))
                .contains("\"value_base64\":\"anVuaw==\"", "Confluent wire format", "6a756e6b");
        assertThat(undecodable(new byte[0])).contains("the value is empty");
        assertThat(undecodable(new byte[]{0, 0, 0, 0, 9, 1})).contains("no schema 9");
        assertThat(undecodable(new byte[]{0, 0, 0, 0, KNOWN_ID, 1})).contains("not a Row");
    }

    @Test
    void bytes_left_over_after_the_value_make_it_undecodable() throws IOException {
        byte[] row = row(1);
        byte[] longer = java.util.Arrays.copyOf(row, row.length + 1);
        assertThat(undecodable(longer)).contains("left over");
    }

    @Test
    void headers_are_text_where_they_are_text_and_repeated_ones_are_an_array() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("reason", "too early".getBytes(StandardCharsets.UTF_8));
        headers.add("raw", new byte[]{(byte) 0xff});
        headers.add("twice", "1".getBytes(StandardCharsets.UTF_8)).add("twice", "2".getBytes(StandardCharsets.UTF_8));
        assertThat(json.of(message(null, null, headers)).toString())
                .contains(
                        "\"headers\":{\"reason\":\"too early\",\"raw\":{\"base64\":\"/w==\"},\"twice\":[\"1\",\"2\"]}");
    }

    @Test
    void a_key_is_searched_in_the_partition_of_the_default_partitioner() {
        assertThat(RecordReader.partitionOf("binance:BTC/USDT", 12)).isEqualTo(1);
        assertThat(RecordReader.partitionOf("binance:ETH/USDT", 12)).isEqualTo(7);
    }

    private String undecodable(byte[] value) {
        return json.of(message(null, value, NO_HEADERS)).toString();
    }

    private static ConsumerRecord<byte @Nullable [], byte @Nullable []> message(byte @Nullable [] key,
            byte @Nullable [] value, RecordHeaders headers) {
        return new ConsumerRecord<>("topic", 3, 42, 1_767_225_600_000L, TimestampType.LOG_APPEND_TIME, 0, 0, key, value,
                headers, Optional.empty());
    }

    private static byte[] row(double close) throws IOException {
        GenericRecord row = new GenericData.Record(SCHEMA);
        row.put("asset", "BTC/USDT");
        row.put("at", 1_767_229_200_000L);
        row.put("close", close);
        row.put("day", 20_455);
        row.put("raw", ByteBuffer.wrap(new byte[]{(byte) 0xff}));
        row.put("price", ByteBuffer.wrap(new byte[]{4, (byte) 0xd2}));
        row.put("notes", java.util.List.of("a"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[]{0, 0, 0, 0, KNOWN_ID});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(SCHEMA).write(row, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
