package io.cryptodata.producers.group;

import io.cryptodata.producers.status.GroupStatus;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// One member of the group over `universe`: it reads the partitions it is given from their beginning, follows them, and
/// tells [HeldPartitions] what it holds. Offsets are never committed: a compacted partition is read whole by every new
/// holder.
public final class Membership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSING = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final Consumer<String, byte[]> consumer;
    private final String topic;
    private final HeldPartitions held;
    private final Heartbeats heartbeats;
    private final Map<Integer, Long> reading = new HashMap<>();
    private final Set<Integer> unread = new HashSet<>();
    private final Map<Integer, Long> positions = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("membership").unstarted(this::run);
    private volatile int members;
    private volatile boolean hasUniverse;
    private volatile @Nullable String trouble;
    private volatile Map<Integer, Long> shownPositions = Map.of();

    /// @param consumers makes a consumer of the group, whose assignor tells the number of members to what it is given
    public Membership(Function<IntConsumer, Consumer<String, byte[]>> consumers, String topic, HeldPartitions held,
            Heartbeats heartbeats) {
        this.consumer = consumers.apply(this::counted);
        this.topic = topic;
        this.held = held;
        this.heartbeats = heartbeats;
    }

    /// Whether the group is still sure to count us in.
    @FunctionalInterface
    public interface Heartbeats {
        boolean areFresh(Consumer<?, ?> consumer);
    }

    public void start() {
        thread.start();
    }

    /// Told by the assignor, in the thread of this member.
    private void counted(int count) {
        members = count;
        held.sharedAmong(count);
    }

    public GroupStatus status() {
        return new GroupStatus(members, shownPositions.keySet().stream().sorted().toList(), trouble);
    }

    /// Whether everything before `offset` of a partition has been heard; so too if the partition is not held here.
    public boolean hasHeard(int partition, long offset) {
        return shownPositions.getOrDefault(partition, Long.MAX_VALUE) >= offset;
    }

    /// Whether anything is tracked at all, here or elsewhere.
    public boolean hasUniverse() {
        return hasUniverse;
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic), new Rebalances());
            while (closed.getCount() > 0) {
                round();
            }
            List.copyOf(positions.keySet()).forEach(this::give);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        try {
            for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
                held.heard(each.partition(), each.key(), each.value());
                positions.put(each.partition(), each.offset() + 1);
            }
            findEnds();
            List.copyOf(positions.keySet()).forEach(this::note);
            hasUniverse = hasUniverse || isThereAnything();
            shownPositions = Map.copyOf(positions);
            held.unsure(!heartbeats.areFresh(consumer));
            trouble = null;
        } catch (RuntimeException e) {
            if (trouble == null) {
                LOG.error("the group could not be followed; trying again", e);
            }
            trouble = e.toString();
            boolean closing = closed.await(AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("trying again, closing: {}", closing);
        }
    }

    private void findEnds() {
        if (!unread.isEmpty()) {
            consumer.endOffsets(unread.stream().map(this::partition).toList(), PATIENCE)
                    .forEach((partition, end) -> reading.put(partition.partition(), end));
            unread.clear();
        }
    }

    private boolean isThereAnything() {
        List<TopicPartition> all = consumer.partitionsFor(topic, PATIENCE).stream()
                .map(info -> partition(info.partition())).toList();
        return consumer.endOffsets(all, PATIENCE).values().stream().anyMatch(end -> end > 0);
    }

    /// Markers of transactions and deleted keys move the position without a record.
    private void note(int partition) {
        long position = consumer.position(partition(partition), PATIENCE);
        positions.put(partition, position);
        Long end = reading.get(partition);
        if (end != null && position >= end) {
            reading.remove(partition);
            held.heardAll(partition);
        }
    }

    private void take(Collection<TopicPartition> partitions) {
        consumer.seekToBeginning(partitions);
        for (TopicPartition each : partitions) {
            unread.add(each.partition());
            positions.put(each.partition(), 0L);
            held.taken(each.partition());
        }
        shownPositions = Map.copyOf(positions);
    }

    private void give(int partition) {
        unread.remove(partition);
        reading.remove(partition);
        positions.remove(partition);
        shownPositions = Map.copyOf(positions);
        held.given(partition);
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    /// Leaves the group, so that the others need not wait for it to be missed.
    @Override
    public void close() {
        closed.countDown();
        try {
            if (thread.isAlive() && !thread.join(CLOSING)) {
                LOG.warn("the membership does not end by itself and is interrupted");
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.info("{} members, partitions taken: {}", members, numbers(partitions));
            take(partitions);
        }

        /// Somebody takes them over; how many members there will be is told right after this.
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            LOG.info("partitions given: {}", numbers(partitions));
            if (!partitions.isEmpty() && members > 0) {
                held.sharedAmong(members + 1);
            }
            partitions.forEach(each -> give(each.partition()));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            LOG.warn("partitions lost: {}", numbers(partitions));
            partitions.forEach(each -> give(each.partition()));
        }

        private static List<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).sorted().toList();
        }
    }
}
