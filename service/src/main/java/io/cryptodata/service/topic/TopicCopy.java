package io.cryptodata.service.topic;

import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.SetupException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// Copies the committed records of a topic to one with another number of partitions, with their times and headers. The records of
/// a key stay in order.
final class TopicCopy {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final KafkaAccess broker;
    private final int partitions;

    /// @param partitions of the topics that are copied to
    TopicCopy(KafkaAccess broker, int partitions) {
        this.broker = broker;
        this.partitions = partitions;
    }

    /// @return the number of records
    /// @throws SetupException if the broker refuses a record
    long copy(String from, String to) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long[] records = {0};
        try (Producer<byte[], byte[]> producer = producer();
                TopicReader<byte[], byte[]> reader = TopicReader.of(broker, new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(), TIMEOUT)) {
            reader.assign(reader.partitions(from));
            reader.readToEnd(message -> {
                requireNone(failure.get(), from, to);
                records[0]++;
                var unused = producer.send(copyOf(message, to), (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
            });
            producer.flush();
        }
        requireNone(failure.get(), from, to);
        return records[0];
    }

    private static void requireNone(@Nullable Exception refused, String from, String to) {
        if (refused != null) {
            throw new SetupException("records of " + from + " cannot be copied to " + to + ": " + refused.getMessage(),
                    refused);
        }
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(IdempotentProducers.SETTINGS);
        settings.putAll(Map.of("client.id", "cda-partitions", "linger.ms", 20,
                "batch.size", 256 << 10, "compression.type", "lz4", "max.request.size", 16 << 20));
        return new KafkaProducer<>(broker.with(settings), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private ProducerRecord<byte[], byte[]> copyOf(ConsumerRecord<byte[], byte[]> message, String to) {
        int partition = message.key() == null
                ? message.partition() % partitions
                : partitionOf(message.key(), partitions);
        return new ProducerRecord<>(to, partition, message.timestamp(), message.key(), message.value(),
                message.headers());
    }

    /// The partition of a market: that of Kafka's default partitioner for its key. The keys of a store's entries are those of
    /// their markets, followed by a zero character and more.
    static int partitionOf(byte[] key, int partitions) {
        int length = 0;
        while (length < key.length && key[length] != 0) {
            length++;
        }
        return Utils.toPositive(Utils.murmur2(Arrays.copyOf(key, length))) % partitions;
    }
}
