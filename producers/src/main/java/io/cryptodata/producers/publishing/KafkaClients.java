package io.cryptodata.producers.publishing;

import io.cryptodata.producers.group.SharingAssignor;
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

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/// The Kafka clients this module needs, with the settings its promises rest on.
public record KafkaClients(String bootstrapServers) {
    /// The group of all processes that fetch.
    public static final String GROUP = "cda-producers";
    /// A member that is not heard for so long is missed, and others take over what it held.
    public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);
    private static final int HEARTBEAT_MS = 3_000;
    /// a stuck transaction holds up every reader for at most this long
    private static final int TRANSACTION_TIMEOUT_MS = 15_000;
    private static final int REQUEST_TIMEOUT_MS = 5_000;
    private static final int DELIVERY_TIMEOUT_MS = 10_000;
    /// a page that comes before the broker has finished the one before it is sent again so soon
    private static final long RETRY_BACKOFF_MS = 10;
    private static final long LONGEST_RETRY_BACKOFF_MS = 500;
    private static final long BUFFER_BYTES = 8L << 20;
    private static final int BATCH_BYTES = 64 << 10;

    /// A producer of its own transactions; whoever starts the next one with the same id fences it.
    public Producer<String, byte[]> transactional(String transactionalId) {
        Map<String, Object> settings = producing();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /// A producer of single records.
    public Producer<String, byte[]> idempotent() {
        return new KafkaProducer<>(producing(), new StringSerializer(), new ByteArraySerializer());
    }

    /// A consumer without a group that sees committed records only.
    public Consumer<String, byte[]> committedReader() {
        return new KafkaConsumer<>(reading(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// A member of the group that shares the work; partitions start at their beginning, and nothing is ever committed.
    ///
    /// @param membersToldTo is told in every generation how many members there are
    public Consumer<String, byte[]> member(String clientId, IntConsumer membersToldTo) {
        Map<String, Object> settings = new HashMap<>(reading());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION_TIMEOUT.toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(SharingAssignor.class.getName()));
        settings.put(SharingAssignor.MEMBERS_TOLD_TO, membersToldTo);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> reading() {
        return Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    private Map<String, Object> producing() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
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
