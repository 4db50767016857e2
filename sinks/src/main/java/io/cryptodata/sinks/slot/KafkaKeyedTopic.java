package io.cryptodata.sinks.slot;

import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/// A small compacted topic on a broker, read from its beginning to its end each time.
record KafkaKeyedTopic(KafkaAccess broker, String name) implements StaleKeys.KeyedTopic {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Override
    public Set<String> keys() throws IOException {
        try (TopicReader<String, byte[]> reader = TopicReader.ofBytes(broker, TIMEOUT)) {
            reader.assign(reader.partitions(name));
            return reader.readLatest().keySet();
        } catch (KafkaException e) {
            throw new IOException("topic " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void remove(Set<String> keys) throws IOException {
        Map<String, Object> settings = broker.with(Map.of("acks", "all", "enable.idempotence",
                true, "delivery.timeout.ms", (int) TIMEOUT.toMillis(), "request.timeout.ms", 10_000,
                "max.block.ms", TIMEOUT.toMillis()));
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
