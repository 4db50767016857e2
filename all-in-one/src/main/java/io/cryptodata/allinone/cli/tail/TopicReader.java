package io.cryptodata.allinone.cli.tail;

import io.cryptodata.allinone.cli.UserError;
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
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Reads a topic without a group and without leaving a trace, only what was committed: the newest records, all of them,
/// or those that come.
public final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long SMALLEST_WINDOW = 200;
    private static final long WIDEST_WINDOW = 50_000;

    private final Consumer<byte[], byte[]> consumer;
    private final String bootstrap;

    private TopicReader(Consumer<byte[], byte[]> consumer, String bootstrap) {
        this.consumer = consumer;
        this.bootstrap = bootstrap;
    }

    /// @param bootstrap `host:port`
    public static TopicReader of(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "client.id", "cda-tail",
                "isolation.level", "read_committed", "enable.auto.commit", false, "allow.auto.create.topics", false,
                "auto.offset.reset", "earliest", "fetch.max.wait.ms", 50, "default.api.timeout.ms",
                (int) PATIENCE.toMillis());
        try {
            return new TopicReader(
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()), bootstrap);
        } catch (KafkaException wrong) {
            throw new UserError("cannot use the broker address '" + bootstrap + "': "
                    + (wrong.getCause() == null ? wrong : wrong.getCause()).getMessage(), wrong);
        }
    }

    /// The partitions in which records of `key` are; all of them if it is null.
    ///
    /// @throws UserError if there is no such topic, naming those that are there
    public List<TopicPartition> partitions(String topic, @Nullable String key) {
        Map<String, List<PartitionInfo>> topics = listTopics();
        List<PartitionInfo> found = topics.get(topic);
        if (found == null) {
            TreeSet<String> names = new TreeSet<>(topics.keySet());
            names.removeIf(name -> name.startsWith("__"));
            throw new UserError("there is no topic '" + topic + "'; "
                    + (names.isEmpty() ? "the broker has none yet" : "there are " + String.join(", ", names)));
        }
        List<TopicPartition> all = found.stream().map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition)).toList();
        return key == null ? all : List.of(all.get(partitionOf(key, all.size())));
    }

    /// Where the producers' default partitioner puts a key.
    static int partitionOf(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /// Records of that key; all of them if it is null.
    public static Predicate<ConsumerRecord<byte[], byte[]>> withKey(@Nullable String key) {
        byte[] wanted = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return message -> wanted == null || Arrays.equals(wanted, message.key());
    }

    private Map<String, List<PartitionInfo>> listTopics() {
        try {
            return consumer.listTopics(PATIENCE);
        } catch (TimeoutException silent) {
            throw new UserError(
                    "the broker at " + bootstrap + " does not answer: start it with ./cda demo, or see ./cda status",
                    silent);
        }
    }

    /// Where each partition ends now.
    public Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /// The newest `count` records before `ends` that are wanted, oldest first. At most `count` records per partition are
    /// held in memory, however far back it has to look.
    public List<ConsumerRecord<byte[], byte[]>> last(int count, Map<TopicPartition, Long> ends,
            Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        List<ConsumerRecord<byte[], byte[]>> newest = new ArrayList<>();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet());
        ends.forEach((partition, end) -> newest
                .addAll(lastOf(partition, begins.getOrDefault(partition, 0L), end, new Wanted(count, wanted))));
        newest.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                .thenComparingInt(ConsumerRecord::partition).thenComparingLong(ConsumerRecord::offset));
        return newest.subList(Math.max(0, newest.size() - count), newest.size());
    }

    private List<ConsumerRecord<byte[], byte[]>> lastOf(TopicPartition partition, long begin, long end, Wanted wanted) {
        List<ConsumerRecord<byte[], byte[]>> kept = List.of();
        long window = Math.clamp(2L * wanted.count(), SMALLEST_WINDOW, WIDEST_WINDOW);
        long to = end;
        while (kept.size() < wanted.count() && to > begin) {
            long from = Math.max(begin, to - window);
            Deque<ConsumerRecord<byte[], byte[]>> found = new ArrayDeque<>();
            int missing = wanted.count() - kept.size();
            read(partition, from, to, message -> {
                if (wanted.records().test(message)) {
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

    /// Hands over every record of a topic, partition by partition.
    public void all(String topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        List<TopicPartition> partitions = partitions(topic, null);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        consumer.endOffsets(partitions)
                .forEach((partition, end) -> read(partition, begins.getOrDefault(partition, 0L), end, taker));
    }

    /// Hands over every record of a partition from one offset (inclusive) to another (exclusive).
    public void read(TopicPartition partition, long from, long to,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long position = from;
        while (position < to) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                if (message.offset() < to) {
                    taker.accept(message);
                }
            }
            long reached = consumer.position(partition);
            if (reached > position) {
                position = reached;
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw new UserError("the broker at " + bootstrap + " gave nothing of " + partition + " after offset "
                        + position + " for " + PATIENCE.toSeconds() + " s: see ./cda status");
            }
        }
    }

    /// Hands over what comes after `from`, batch by batch, for as long as `goOn` says so.
    public void follow(Map<TopicPartition, Long> from, BooleanSupplier goOn,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        while (goOn.getAsBoolean()) {
            consumer.poll(POLL).forEach(taker);
        }
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private record Wanted(int count, Predicate<ConsumerRecord<byte[], byte[]>> records) {}
}
