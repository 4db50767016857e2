package io.cryptodata.producers.kafka;

import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.topic.IdempotentProducers;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.util.HashMap;
import java.util.Map;

/// Creates the Kafka clients of this module, with the settings that its guarantees depend on.
public record KafkaClients(KafkaAccess broker) {
    /// a hanging transaction blocks readers of the partition for at most this long
    private static final int TRANSACTION_TIMEOUT_MS = 15_000;
    private static final int REQUEST_TIMEOUT_MS = 5_000;
    private static final int DELIVERY_TIMEOUT_MS = 10_000;
    /// the retry pause when the broker has not finished the previous transaction yet
    private static final long RETRY_BACKOFF_MS = 10;
    private static final long LONGEST_RETRY_BACKOFF_MS = 500;
    /// While the broker ends the transaction before, it rejects the first batch of the next one, and then each batch in
    /// flight behind it as out of order.
    private static final int IN_FLIGHT_OF_TRANSACTION = 1;
    private static final long BUFFER_BYTES = 8L << 20;
    private static final int BATCH_BYTES = 64 << 10;

    /// A transactional producer; a later one with the same id fences it.
    public Producer<String, byte[]> transactional(String transactionalId) {
        Map<String, Object> settings = producing();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, IN_FLIGHT_OF_TRANSACTION);
        return new KafkaProducer<>(broker.with(settings), new StringSerializer(), new ByteArraySerializer());
    }

    /// A producer without transactions.
    public Producer<String, byte[]> idempotent() {
        Map<String, Object> settings = producing();
        settings.putAll(IdempotentProducers.SETTINGS);
        return new KafkaProducer<>(broker.with(settings), new StringSerializer(), new ByteArraySerializer());
    }

    /// A consumer without a group that sees committed records only.
    public Consumer<String, byte[]> committedReader() {
        return committedReader(Map.of());
    }

    /// A consumer that sees committed records only, with further settings.
    public Consumer<String, byte[]> committedReader(Map<String, Object> further) {
        Map<String, Object> settings = new HashMap<>(reading());
        settings.putAll(further);
        return new KafkaConsumer<>(broker.with(settings), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> reading() {
        return Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    private Map<String, Object> producing() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_BACKOFF_MS);
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, LONGEST_RETRY_BACKOFF_MS);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return settings;
    }
}
