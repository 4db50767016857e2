package io.cryptodata.allinone.chaos;

import io.cryptodata.schemas.TopicName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// Writes records that nobody can read to the compacted topics, and keeps where they are.
final class Poison implements AutoCloseable {
    /// The key of every topic's record that belongs to nothing.
    private static final String FOREIGN_KEY = "poison";
    private static final List<String> OF_MARKETS = List.of(TopicName.UNIVERSE, TopicName.LEDGER, TopicName.LISTINGS);
    private static final Map<String, String> OF_OPERATORS = Map.of(TopicName.OVERRIDES_FLAGS, "ADA:exclude",
            TopicName.OVERRIDES_ASSET_DECLARATION, "binance:BTC/USDT");
    private static final int UNKNOWN_SCHEMA = 999_999;

    private final KafkaProducer<String, byte[]> producer;
    private final Map<TopicPartition, List<Long>> offsets = new HashMap<>();
    private final Map<TopicPartition, List<Long>> fromTheStart = new HashMap<>();

    Poison(String bootstrap) {
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap), new StringSerializer(),
                new ByteArraySerializer());
    }

    /// What cannot be read about a value.
    private enum Kind {
        BAD_MAGIC(new byte[]{7, 7, 7, 7, 7, 7, 7}), UNKNOWN_SCHEMA_ID(
                ByteBuffer.allocate(8).put((byte) 0).putInt(UNKNOWN_SCHEMA).array()), TRUNCATED(
                        ByteBuffer.allocate(6).put((byte) 0).putInt(1).put((byte) 40).array()), EMPTY(new byte[0]);

        private final byte[] value;

        Kind(byte[] value) {
            this.value = value;
        }
    }

    /// Writes records before any process is started.
    void writeAtTheStart() {
        write();
        offsets.forEach((partition, written) -> fromTheStart.put(partition, List.copyOf(written)));
    }

    /// Writes one record of each kind to each compacted topic, under a key that belongs to nothing.
    private void write() {
        for (Kind kind : Kind.values()) {
            OF_MARKETS.forEach(topic -> send(topic, FOREIGN_KEY + ":" + kind, kind));
            OF_OPERATORS.keySet().forEach(topic -> send(topic, FOREIGN_KEY + ":" + kind, kind));
        }
    }

    /// Also writes records under the keys of a market and of an operator's row.
    void write(String market) {
        write();
        OF_MARKETS.forEach(topic -> send(topic, market, Kind.TRUNCATED));
        OF_OPERATORS.forEach((topic, key) -> send(topic, key, Kind.UNKNOWN_SCHEMA_ID));
    }

    private void send(String topic, String key, Kind kind) {
        try {
            RecordMetadata sent = producer.send(new ProducerRecord<>(topic, key, kind.value)).get();
            offsets.computeIfAbsent(new TopicPartition(topic, sent.partition()), _ -> new ArrayList<>())
                    .add(sent.offset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing to " + topic, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot write to " + topic, e);
        }
    }

    boolean contains(ConsumerRecord<?, ?> read) {
        return offsets.getOrDefault(new TopicPartition(read.topic(), read.partition()), List.of())
                .contains(read.offset());
    }

    /// Whether a record was written before any process was started.
    boolean isFromTheStart(TopicPartition partition, long offset) {
        return fromTheStart.getOrDefault(partition, List.of()).contains(offset);
    }

    /// Where the records are.
    Map<TopicPartition, List<Long>> offsets() {
        return Map.copyOf(offsets);
    }

    @Override
    public void close() {
        producer.close();
    }
}
