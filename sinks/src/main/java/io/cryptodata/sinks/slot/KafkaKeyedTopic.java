package io.cryptodata.sinks.slot;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;

/// A small compacted topic on a broker, read from its beginning to its end each time.
final class KafkaKeyedTopic implements StaleKeys.KeyedTopic {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrap;
    private final String name;

    KafkaKeyedTopic(String bootstrap, String name) {
        this.bootstrap = bootstrap;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> keys() throws IOException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed",
                "default.api.timeout.ms", (int) PATIENCE.toMillis());
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readTo(consumer.endOffsets(partitions), consumer);
        } catch (KafkaException e) {
            throw new IOException("topic " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Set<String> readTo(Map<TopicPartition, Long> ends, KafkaConsumer<String, byte[]> consumer)
            throws IOException {
        Set<String> keys = new TreeSet<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new IOException("topic " + name + " could not be read within " + PATIENCE.toSeconds() + " s");
            }
            consumer.poll(POLL).forEach(message -> {
                if (message.value() == null) {
                    keys.remove(message.key());
                } else {
                    keys.add(message.key());
                }
            });
        }
        return keys;
    }

    @Override
    public void remove(Set<String> keys) throws IOException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all", "enable.idempotence",
                true, "delivery.timeout.ms", (int) PATIENCE.toMillis(), "request.timeout.ms", 10_000,
                "max.block.ms", PATIENCE.toMillis());
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings, new StringSerializer(),
                new ByteArraySerializer())) {
            for (String key : keys) {
                producer.send(new ProducerRecord<>(name, key, null)).get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while removing keys from " + name, e);
        } catch (ExecutionException | KafkaException e) {
            throw new IOException("keys cannot be removed from topic " + name + ": " + e.getMessage(), e);
        }
    }
}
