package io.cryptodata.service.topic;

import io.cryptodata.service.kafka.KafkaAccess;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads partitions from offset to offset, without a group and without committing offsets. Which records are visible
/// depends on the consumer: only committed ones with the consumers created here. Progress is measured by the consumer's position,
/// which also moves past transaction markers and aborted records.
///
/// Not thread-safe. Every method throws a [KafkaException] if the broker does not respond.
///
/// @param <K> keys
/// @param <V> values
public final class TopicReader<K, V> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final Consumer<K, V> consumer;
    private final Duration timeout;

    /// @param consumer without a group; closed with this reader
    /// @param timeout how long reading may take without any progress before it fails
    public TopicReader(Consumer<K, V> consumer, Duration timeout) {
        this.consumer = consumer;
        this.timeout = timeout;
    }

    /// Reads committed records with text keys and raw values.
    ///
    /// @param broker that has the topic
    public static TopicReader<String, byte[]> ofBytes(KafkaAccess broker, Duration timeout) {
        return of(broker, new StringDeserializer(), new ByteArrayDeserializer(), timeout);
    }

    /// Reads committed records.
    ///
    /// @param broker that has the topic
    public static <K, V> TopicReader<K, V> of(KafkaAccess broker, Deserializer<K> keys, Deserializer<V> values,
            Duration timeout) {
        Map<String, Object> settings = broker.with(Map.of("client.id", "cda-reader",
                "isolation.level", "read_committed", "enable.auto.commit", false, "allow.auto.create.topics", false,
                "auto.offset.reset", "earliest", "fetch.max.wait.ms", 50, "default.api.timeout.ms",
                (int) timeout.toMillis()));
        return new TopicReader<>(new KafkaConsumer<>(settings, keys, values), timeout);
    }

    /// All partitions of a topic, by number; empty if there is no such topic.
    public List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream().map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition)).toList();
    }

    /// The first offset that each partition still has.
    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    /// Where each partition ends now: the offset after its last committed record.
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /// Reads these partitions next, from their beginnings.
    public void assign(Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Reads these partitions next, each from its offset.
    public void assign(Map<TopicPartition, Long> from) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
    }

    /// Reads the assigned partitions from where the last read stopped to where they end now.
    ///
    /// @param each receives every record
    /// @throws TimeoutException if there is no progress within the timeout
    public void readToEnd(java.util.function.Consumer<ConsumerRecord<K, V>> each) {
        readTo(ends(consumer.assignment()), each);
    }

    /// Reads the assigned partitions up to these offsets, exclusive. The next read continues there.
    ///
    /// @param each receives every record before its partition's end
    /// @throws TimeoutException if there is no progress within the timeout
    public void readTo(Map<TopicPartition, Long> ends, java.util.function.Consumer<ConsumerRecord<K, V>> each) {
        long position = position(ends);
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!hasReached(ends)) {
            for (ConsumerRecord<K, V> message : consumer.poll(POLL)) {
                if (message.offset() < ends.getOrDefault(partitionOf(message), 0L)) {
                    each.accept(message);
                }
            }
            long reached = position(ends);
            if (reached > position) {
                position = reached;
                deadline = System.nanoTime() + timeout.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw noProgress(ends);
            }
        }
        ends.forEach(this::rewindTo);
    }

    /// Records after the end that were fetched together with earlier ones belong to the next read.
    private void rewindTo(TopicPartition partition, long end) {
        if (consumer.position(partition) > end) {
            consumer.seek(partition, end);
        }
    }

    /// The latest value of every key of the assigned partitions, read to where they end now; keys whose last record is a
    /// tombstone are left out. In the order in which the keys were first written.
    ///
    /// @throws TimeoutException if there is no progress within the timeout
    public Map<K, V> readLatest() {
        Map<K, V> values = new LinkedHashMap<>();
        readToEnd(message -> {
            if (message.value() == null) {
                values.remove(message.key());
            } else {
                values.put(message.key(), message.value());
            }
        });
        return values;
    }

    /// Reads new records of the assigned partitions, waiting up to 200 ms for the first: one step of a loop that follows them.
    ///
    /// @param each receives every record
    public void poll(java.util.function.Consumer<ConsumerRecord<K, V>> each) {
        consumer.poll(POLL).forEach(each);
    }

    /// Whether every partition has been read up to its offset.
    public boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private long position(Map<TopicPartition, Long> ends) {
        return ends.keySet().stream().mapToLong(consumer::position).sum();
    }

    private TimeoutException noProgress(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> unread = new HashMap<>(ends);
        unread.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return new TimeoutException("no progress within " + timeout.toSeconds() + " s while reading to " + unread
                + ": is a transaction hanging, or the broker overloaded?");
    }

    private static TopicPartition partitionOf(ConsumerRecord<?, ?> message) {
        return new TopicPartition(message.topic(), message.partition());
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }
}
