package io.cryptodata.service.topic;

import io.cryptodata.service.kafka.KafkaAccess;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The records between a group's position and the end of a topic. Transaction markers have offsets, too, but no reader gets
/// them, and some commit the offset after their last record.
record UnreadRecords(KafkaAccess broker) {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    /// a greater distance is not only markers
    private static final long MOST_COUNTED = 10_000;

    /// @param positions of a group; a partition without one has not been read
    /// @param ends of one topic
    /// @return how many; an upper bound where there are many
    long count(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> from = new HashMap<>();
        ends.forEach((partition, end) -> {
            long position = positions.getOrDefault(partition, 0L);
            if (position < end) {
                from.put(partition, position);
            }
        });
        long distance = from.entrySet().stream()
                .mapToLong(each -> ends.getOrDefault(each.getKey(), 0L) - each.getValue()).sum();
        return distance == 0 || distance > MOST_COUNTED ? distance : read(from);
    }

    private long read(Map<TopicPartition, Long> from) {
        long[] records = {0};
        try (TopicReader<byte[], byte[]> reader = TopicReader.of(broker, new ByteArrayDeserializer(),
                new ByteArrayDeserializer(), TIMEOUT)) {
            reader.assign(from);
            reader.readToEnd(_ -> records[0]++);
        }
        return records[0];
    }
}
