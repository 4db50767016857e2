package io.cryptodata.sinks.projection;

import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A topic of a broker. Throws a [org.apache.kafka.common.KafkaException] if the broker does not respond.
public final class KafkaSourceTopic implements SourceTopic {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String topic;
    private final TopicReader<byte[], byte[]> reader;
    private final List<TopicPartition> partitions;

    private KafkaSourceTopic(String topic, TopicReader<byte[], byte[]> reader) {
        this.topic = topic;
        this.reader = reader;
        this.partitions = reader.partitions(topic);
    }

    /// @param broker that has the topic
    public static KafkaSourceTopic of(KafkaAccess broker, String topic) {
        Map<String, Object> settings = broker.with(Map.of("client.id", "cda-staging",
                "isolation.level", "read_committed", "enable.auto.commit", false, "allow.auto.create.topics", false,
                "auto.offset.reset", "none", "max.poll.records", 10_000, "max.partition.fetch.bytes", 4 << 20,
                "fetch.max.wait.ms", 50, "default.api.timeout.ms", (int) TIMEOUT.toMillis()));
        TopicReader<byte[], byte[]> reader = new TopicReader<>(
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()), TIMEOUT);
        try {
            return new KafkaSourceTopic(topic, reader);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public Map<Integer, Long> beginnings() {
        return byNumber(reader.beginnings(partitions));
    }

    @Override
    public Map<Integer, Long> ends() {
        return byNumber(reader.ends(partitions));
    }

    @Override
    public void read(Map<Integer, Long> from, Map<Integer, Long> to, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        to.forEach((number, end) -> {
            long start = from.getOrDefault(number, 0L);
            if (start < end) {
                starts.put(new TopicPartition(topic, number), start);
                ends.put(new TopicPartition(topic, number), end);
            }
        });
        if (!ends.isEmpty()) {
            reader.assign(starts);
            reader.readTo(ends, each);
        }
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().partition(), Map.Entry::getValue));
    }

    @Override
    public void close() {
        reader.close();
    }
}
