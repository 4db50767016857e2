package io.cryptodata.service.topic;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Reads a compacted topic to its end: the last committed value of every key.
///
/// @param consumers makes a consumer that reads committed records and has no group
/// @param patience how long reading may take before it is an error
public record CompactedTopic(String name, Supplier<Consumer<String, byte[]>> consumers, Duration patience) {
    /// The last value of every key of these partitions, by key; deleted keys are left out.
    ///
    /// @throws IllegalStateException if the end is not reached in time
    public Map<String, byte[]> read(Collection<Integer> partitions) {
        List<TopicPartition> assigned = partitions.stream().map(partition -> new TopicPartition(name, partition))
                .toList();
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            consumer.assign(assigned);
            consumer.seekToBeginning(assigned);
            return readToEnd(consumer, consumer.endOffsets(assigned));
        }
    }

    private Map<String, byte[]> readToEnd(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        Map<String, byte[]> values = new HashMap<>();
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isAtEnd(consumer, ends)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("topic " + name + " could not be read to its end within " + patience
                        + ": is a transaction of another process hanging?");
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.value() == null) {
                    values.remove(record.key());
                } else {
                    values.put(record.key(), record.value());
                }
            }
        }
        return values;
    }

    private static boolean isAtEnd(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
