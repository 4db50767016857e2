package io.cryptodata.api.deadletter;

import io.cryptodata.api.topic.RecordSource;
import io.cryptodata.api.topic.SchemaLookup;
import io.cryptodata.schemas.avro.Candle;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Topics in memory, one partition each: what was added, and what producers have committed.
final class LetterLog implements RecordSource {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final int CANDLE_ID = 7;

    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new TreeMap<>();
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final Map<MockProducer<byte[], byte[]>, Integer> taken = new java.util.IdentityHashMap<>();

    LetterLog with(String... names) {
        List.of(names).forEach(name -> topics.put(name, new ArrayList<>()));
        return this;
    }

    /// The schema of candles has id 7.
    static SchemaLookup schemas() {
        return id -> id == CANDLE_ID
                ? new SchemaLookup.Found.Present(Candle.getClassSchema())
                : new SchemaLookup.Found.Missing("no schema " + id);
    }

    /// @return its offset
    long add(String topic, @Nullable String key, byte @Nullable [] value, Instant at, Map<String, String> headers) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach((name, text) -> all.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return append(topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value, at, all);
    }

    long letter(String topic, @Nullable String key, byte @Nullable [] value, long originOffset, String reason) {
        return add(topic + ".dlq", key, value, NOON, Map.of("reason", reason, "origin.topic", topic,
                "origin.partition", "0", "origin.offset", Long.toString(originOffset), "origin.timestamp",
                Long.toString(NOON.toEpochMilli()), "fetched.by", "one"));
    }

    /// A record that cannot be read, and its letter.
    void poison(String topic, String key, byte[] value) {
        long offset = add(topic, key, value, NOON, Map.of());
        letter(topic, key, value, offset, "cannot read it");
    }

    MockProducer<byte[], byte[]> producer() {
        MockProducer<byte[], byte[]> producer = new MockProducer<>(true, null, new ByteArraySerializer(),
                new ByteArraySerializer());
        adopt(producer);
        return producer;
    }

    /// What this producer commits is on the topics from then on.
    void adopt(MockProducer<byte[], byte[]> producer) {
        producers.add(producer);
    }

    RetryReport retry(String letters) {
        return retry(letters, LetterFilter.ALL, producer());
    }

    RetryReport retry(String letters, LetterFilter filter, Producer<byte[], byte[]> producer) {
        try (LetterRetry retry = LetterRetry.of(this, schemas(), () -> producer)) {
            return retry.retry(letters, filter, false);
        }
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        takeCommitted();
        return topics.getOrDefault(topic, List.of());
    }

    @Override
    public SortedSet<String> topics() {
        return new TreeSet<>(topics.keySet());
    }

    @Override
    public void readAll(String topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        List.copyOf(records(topic)).forEach(sink);
    }

    private void takeCommitted() {
        for (MockProducer<byte[], byte[]> producer : producers) {
            List<ProducerRecord<byte[], byte[]>> history = producer.history();
            history.subList(taken.getOrDefault(producer, 0), history.size())
                    .forEach(sent -> append(sent.topic(), sent.key(), sent.value(), NOON.plusSeconds(60),
                            new RecordHeaders(sent.headers())));
            taken.put(producer, history.size());
        }
    }

    private long append(String topic, byte @Nullable [] key, byte @Nullable [] value, Instant at,
            RecordHeaders headers) {
        List<ConsumerRecord<byte[], byte[]>> log = topics.computeIfAbsent(topic, ignored -> new ArrayList<>());
        long offset = log.isEmpty() ? 0 : log.getLast().offset() + 1;
        log.add(new ConsumerRecord<>(topic, 0, offset, at.toEpochMilli(), TimestampType.LOG_APPEND_TIME, 0, 0, key,
                value, headers, Optional.empty()));
        return offset;
    }

    /// Removes a record, as compaction and retention do.
    void remove(String topic, long offset) {
        records(topic).removeIf(each -> each.offset() == offset);
    }

    static byte[] candle(Instant hour) {
        Candle candle = new Candle("binance", "BTC/USDT", hour, 1.0, 3.0, 0.5, 2.0, 10.0, 42L, 0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(CANDLE_ID).array());
            var encoder = org.apache.avro.io.EncoderFactory.get().binaryEncoder(bytes, null);
            new org.apache.avro.specific.SpecificDatumWriter<>(Candle.class).write(candle, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
