package io.cryptodata.api.topic;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.failure.QueryException.Kind;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.kafka.KafkaFailure;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Reads committed records of a topic without a consumer group: the newest ones, all of them, or those that arrive.
public final class RecordReader implements RecordSource, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    /// how long the first request waits: a broker that does not respond is reported soon
    private static final Duration CONTACT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long SMALLEST_WINDOW = 200;
    private static final long WIDEST_WINDOW = 50_000;

    private final Consumer<byte[], byte[]> consumer;
    private final KafkaAccess broker;

    RecordReader(Consumer<byte[], byte[]> consumer, KafkaAccess broker) {
        this.consumer = consumer;
        this.broker = broker;
    }

    /// @param broker that has the topics
    public static RecordReader of(KafkaAccess broker) {
        Map<String, Object> settings = broker.with(Map.of("client.id", "cda-reader",
                "isolation.level", "read_committed", "enable.auto.commit", false, "allow.auto.create.topics", false,
                "auto.offset.reset", "earliest", "fetch.max.wait.ms", 50, "default.api.timeout.ms",
                (int) TIMEOUT.toMillis(), "metric.reporters", "", "enable.metrics.push", false));
        try {
            return new RecordReader(
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()), broker);
        } catch (KafkaException invalid) {
            throw new QueryException(Kind.INVALID, "cannot use the broker address '" + broker + "': "
                    + (invalid.getCause() == null ? invalid : invalid.getCause()).getMessage(), invalid);
        }
    }

    /// The partitions that hold records of `key`; all of them if it is null.
    ///
    /// @throws QueryException if the topic does not exist, naming those that do
    public List<TopicPartition> partitions(String topic, @Nullable String key) {
        Map<String, List<PartitionInfo>> topics = listTopics();
        List<PartitionInfo> found = topics.get(topic);
        if (found == null) {
            SortedSet<String> names = ours(topics.keySet());
            throw new QueryException(Kind.NOT_FOUND, "there is no topic '" + topic + "'; "
                    + (names.isEmpty() ? "the broker has none yet" : "existing topics: " + String.join(", ", names)));
        }
        List<TopicPartition> all = found.stream().map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition)).toList();
        return key == null ? all : List.of(all.get(partitionOf(key, all.size())));
    }

    @Override
    public SortedSet<String> topics() {
        return ours(listTopics().keySet());
    }

    private static SortedSet<String> ours(Set<String> names) {
        return names.stream().filter(name -> !name.startsWith("__")).collect(Collectors.toCollection(TreeSet::new));
    }

    /// The partition that the producers' default partitioner chooses for a key.
    static int partitionOf(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /// Records of that key; all of them if it is null.
    public static Predicate<ConsumerRecord<byte[], byte[]>> withKey(@Nullable String key) {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return message -> bytes == null || Arrays.equals(bytes, message.key());
    }

    private Map<String, List<PartitionInfo>> listTopics() {
        return fromBroker(() -> consumer.listTopics(CONTACT));
    }

    /// What the consumer returns; its failure becomes one of ours, which names the broker.
    private <T> T fromBroker(Supplier<T> call) {
        try {
            return call.get();
        } catch (TimeoutException timeout) {
            throw new QueryException(Kind.UNAVAILABLE, "the broker at " + broker + " does not respond; "
                    + KafkaFailure.WITHOUT_RESPONSE, timeout);
        } catch (KafkaException failed) {
            throw new QueryException(Kind.UNAVAILABLE, KafkaFailure.describe(failed)
                    .orElseGet(() -> "the broker at " + broker + " cannot answer (" + failed.getMessage() + ")"),
                    failed);
        }
    }

    /// The current end of each partition.
    public Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        return fromBroker(() -> consumer.endOffsets(partitions));
    }

    /// The newest `count` records before `ends` that match, oldest first. At most `count` records per partition are held in
    /// memory, however far back the search goes.
    public List<ConsumerRecord<byte[], byte[]>> newest(int count, Map<TopicPartition, Long> ends,
            Predicate<ConsumerRecord<byte[], byte[]>> filter) {
        List<ConsumerRecord<byte[], byte[]>> newest = new ArrayList<>();
        Map<TopicPartition, Long> begins = fromBroker(() -> consumer.beginningOffsets(ends.keySet()));
        ends.forEach((partition, end) -> newest
                .addAll(newestOf(partition, begins.getOrDefault(partition, 0L), end, new Selection(count, filter))));
        newest.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                .thenComparingInt(ConsumerRecord::partition).thenComparingLong(ConsumerRecord::offset));
        return newest.subList(Math.max(0, newest.size() - count), newest.size());
    }

    private List<ConsumerRecord<byte[], byte[]>> newestOf(TopicPartition partition, long begin, long end,
            Selection selection) {
        List<ConsumerRecord<byte[], byte[]>> kept = List.of();
        long window = Math.clamp(2L * selection.count(), SMALLEST_WINDOW, WIDEST_WINDOW);
        long to = end;
        while (kept.size() < selection.count() && to > begin) {
            long from = Math.max(begin, to - window);
            Deque<ConsumerRecord<byte[], byte[]>> found = new ArrayDeque<>();
            int missing = selection.count() - kept.size();
            read(partition, from, to, message -> {
                if (selection.filter().test(message)) {
                    found.addLast(message);
                    if (found.size() > missing) {
                        found.removeFirst();
                    }
                }
            });
            found.addAll(kept);
            kept = List.copyOf(found);
            to = from;
            window = Math.min(2 * window, WIDEST_WINDOW);
        }
        return kept;
    }

    @Override
    public void readAll(String topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        List<TopicPartition> partitions = partitions(topic, null);
        Map<TopicPartition, Long> begins = fromBroker(() -> consumer.beginningOffsets(partitions));
        read(begins, ends(partitions), sink);
    }

    private void read(TopicPartition partition, long from, long to,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        read(Map.of(partition, from), Map.of(partition, to), sink);
    }

    /// Passes every record of these partitions from one offset (inclusive) to another (exclusive) to `sink`, all partitions at
    /// the same time.
    private void read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        Map<TopicPartition, Long> left = new HashMap<>(to);
        left.entrySet().removeIf(end -> from.getOrDefault(end.getKey(), 0L) >= end.getValue());
        consumer.assign(left.keySet());
        left.keySet().forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
        long sum = -1;
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!left.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> message : fromBroker(() -> consumer.poll(POLL))) {
                if (message.offset() < to.getOrDefault(new TopicPartition(message.topic(), message.partition()), 0L)) {
                    sink.accept(message);
                }
            }
            long reached = dropFinished(left);
            if (reached > sum) {
                sum = reached;
                deadline = System.nanoTime() + TIMEOUT.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw new QueryException(Kind.UNAVAILABLE, "the broker at " + broker + " returned nothing more of "
                        + left.keySet() + " for " + TIMEOUT.toSeconds() + " s");
            }
        }
        // a partition that is assigned again would stay paused
        consumer.resume(consumer.paused());
    }

    /// Removes the partitions that are read to their end.
    ///
    /// @return the sum of the positions of all assigned partitions, which grows while anything is read
    private long dropFinished(Map<TopicPartition, Long> left) {
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            long position = fromBroker(() -> consumer.position(partition));
            sum += position;
            if (position >= left.getOrDefault(partition, Long.MAX_VALUE)) {
                left.remove(partition);
                consumer.pause(List.of(partition));
            }
        }
        return sum;
    }

    /// Passes the records after `from` to `sink` as they arrive, while `running` is true; it is checked after each batch.
    public void follow(Map<TopicPartition, Long> from, BooleanSupplier running,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        while (running.getAsBoolean()) {
            fromBroker(() -> consumer.poll(POLL)).forEach(sink);
        }
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private record Selection(int count, Predicate<ConsumerRecord<byte[], byte[]>> filter) {}
}
