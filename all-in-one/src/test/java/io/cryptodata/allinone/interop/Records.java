package io.cryptodata.allinone.interop;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/// Writes and reads the records of a topic.
final class Records {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Duration STEP = Duration.ofMillis(200);

    private Records() {}

    /// Sends all in one transaction.
    static <V> void write(Servers servers, Serializer<V> values, List<ProducerRecord<String, V>> records) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers.bootstrap(), "transactional.id", "writer");
        try (KafkaProducer<String, V> producer = new KafkaProducer<>(settings, new StringSerializer(), values)) {
            producer.initTransactions();
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach(message -> sent.add(producer.send(message)));
            producer.commitTransaction();
            assertThat(sent).allSatisfy(acknowledged -> assertThat(acknowledged).isDone());
        }
    }

    /// All committed records of a topic, those of each partition in order; waits until there are `count`.
    static <V> List<ConsumerRecord<String, V>> read(Servers servers, String topic, Deserializer<V> values,
            int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers.bootstrap(), "isolation.level",
                "read_committed", "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
            consumer.assign(IntStream.range(0, consumer.partitionsFor(topic).size())
                    .mapToObj(partition -> new TopicPartition(topic, partition)).toList());
            consumer.seekToBeginning(consumer.assignment());
            List<ConsumerRecord<String, V>> all = new ArrayList<>();
            long deadline = System.nanoTime() + TIMEOUT.toNanos();
            while ((all.size() < count || !isAtEnd(consumer)) && System.nanoTime() < deadline) {
                consumer.poll(STEP).forEach(all::add);
            }
            return all;
        }
    }

    /// Other tests write to the same topics, so that a count alone does not show the end.
    private static boolean isAtEnd(KafkaConsumer<?, ?> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
