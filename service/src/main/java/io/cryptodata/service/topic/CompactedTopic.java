package io.cryptodata.service.topic;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A compacted topic: the last committed value of every key.
///
/// A value that cannot be read becomes a dead letter, and the key keeps its last readable value: the log may still have it,
/// because compaction runs later. Without one, the key is left out.
///
/// @param consumers creates a consumer that reads committed records and has no group
/// @param timeout how long reading may take without progress before it fails
public record CompactedTopic(String name, Supplier<Consumer<String, byte[]>> consumers, Duration timeout,
        DeadLetters deadLetters) {
    private static final Logger LOG = LoggerFactory.getLogger(CompactedTopic.class);

    /// Reads the values of a topic.
    @FunctionalInterface
    public interface Format<T> {
        /// @throws RuntimeException if the value is not one of this key and topic
        T read(String key, byte[] value);
    }

    /// The last readable value of every key; deleted keys are left out.
    ///
    /// @param restored those that are not the last on the topic, as bytes: to be written again before compaction deletes them
    /// @param ends where each partition ended: what is behind it is not included
    public record Content<T>(Map<String, T> values, Map<String, byte[]> restored, Map<TopicPartition, Long> ends) {}

    /// Reads these partitions to where they end now.
    ///
    /// @throws org.apache.kafka.common.KafkaException if the end is not reached
    /// @throws io.cryptodata.service.registry.RegistryUnavailableException if the registry does not respond
    public <T> Content<T> read(Collection<Integer> partitions, Format<T> format) {
        Map<String, ConsumerRecord<String, byte[]>> latest = new LinkedHashMap<>();
        Map<TopicPartition, Long> ends = read(partitions, null, each -> replace(latest, each));
        Reading<T> reading = new Reading<>(format);
        latest.values().forEach(reading::add);
        if (!reading.unreadable.isEmpty()) {
            read(partitions, ends, reading::restore);
            reading.report();
        }
        return new Content<>(reading.values, reading.restored, ends);
    }

    /// @param to where to stop; null for where the partitions end now
    /// @return where it stopped
    private Map<TopicPartition, Long> read(Collection<Integer> partitions, @Nullable Map<TopicPartition, Long> to,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        try (TopicReader<String, byte[]> reader = new TopicReader<>(consumers.get(), timeout)) {
            List<TopicPartition> all = partitions.stream().map(number -> new TopicPartition(name, number)).toList();
            reader.assign(all);
            Map<TopicPartition, Long> ends = to == null ? reader.ends(all) : to;
            reader.readTo(ends, each);
            return ends;
        }
    }

    private static void replace(Map<String, ConsumerRecord<String, byte[]>> latest,
            ConsumerRecord<String, byte[]> each) {
        if (each.value() == null) {
            latest.remove(each.key());
        } else {
            latest.put(each.key(), each);
        }
    }

    private final class Reading<T> {
        private final Format<T> format;
        private final Map<String, T> values = new LinkedHashMap<>();
        private final Map<String, byte[]> restored = new LinkedHashMap<>();
        private final Map<String, ConsumerRecord<String, byte[]>> unreadable = new LinkedHashMap<>();

        private Reading(Format<T> format) {
            this.format = format;
        }

        private void add(ConsumerRecord<String, byte[]> each) {
            DeadLetters kept = (origin, reason) -> {
                deadLetters.add(origin, reason);
                unreadable.put(origin.key(), origin);
            };
            kept.unless(each, () -> values.put(each.key(), read(each)));
        }

        private T read(ConsumerRecord<String, byte[]> each) {
            if (each.key() == null) {
                throw new IllegalArgumentException("a record of " + name + " must have a key");
            }
            return format.read(each.key(), each.value());
        }

        /// Receives the records again, in order: a value replaces the older ones of its key.
        private void restore(ConsumerRecord<String, byte[]> each) {
            if (each.key() == null || !unreadable.containsKey(each.key())) {
                return;
            }
            if (each.value() == null) {
                values.remove(each.key());
                restored.remove(each.key());
                return;
            }
            DeadLetters ignored = (_, _) -> {};
            ignored.unless(each, () -> {
                values.put(each.key(), read(each));
                restored.put(each.key(), each.value());
            });
        }

        private void report() {
            unreadable.keySet().forEach(key -> LOG.warn("the last record of {} on {} is unreadable: {}", key, name,
                    restored.containsKey(key)
                            ? "its last readable record is used"
                            : "there is no readable one, and it counts as absent"));
        }
    }
}
