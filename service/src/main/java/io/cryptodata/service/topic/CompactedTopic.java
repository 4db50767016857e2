package io.cryptodata.service.topic;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/// A compacted topic: the last committed value of every key.
///
/// @param consumers creates a consumer that reads committed records and has no group
/// @param timeout how long reading may take without progress before it fails
public record CompactedTopic(String name, Supplier<Consumer<String, byte[]>> consumers, Duration timeout) {
    /// The last value of every key of these partitions, by key; deleted keys are left out.
    ///
    /// @throws org.apache.kafka.common.KafkaException if the end is not reached
    public Map<String, byte[]> read(Collection<Integer> partitions) {
        try (TopicReader<String, byte[]> reader = new TopicReader<>(consumers.get(), timeout)) {
            reader.assign(partitions.stream().map(partition -> new TopicPartition(name, partition)).toList());
            return reader.readLatest();
        }
    }
}
