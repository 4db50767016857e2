package io.cryptodata.allinone.chaos;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads committed records of a topic from the beginning to its current end; each call continues where the previous one
/// ended.
final class TopicRecords<V> implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final KafkaConsumer<String, V> consumer;
    private final List<TopicPartition> partitions;

    TopicRecords(String bootstrap, String topic, Deserializer<V> values) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed", "enable.auto.commit",
                        false),
                new StringDeserializer(), values);
        partitions = consumer.partitionsFor(topic).stream().map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// The bytes of the values.
    static TopicRecords<byte[]> ofBytes(String bootstrap, String topic) {
        return new TopicRecords<>(bootstrap, topic, new ByteArrayDeserializer());
    }

    List<ConsumerRecord<String, V>> next() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<String, V>> records = new ArrayList<>();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the end of " + partitions.getFirst().topic() + " was not reached within "
                        + TIMEOUT);
            }
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
