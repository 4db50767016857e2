package io.cryptodata.producers.group;

import io.cryptodata.producers.ratelimit.Share;
import io.cryptodata.producers.status.GroupStatus;
import io.cryptodata.service.retry.Backoff;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// One member of the consumer group over `universe`. Reads its assigned partitions from their beginning, follows them and
/// reports them to a [PartitionListener]. Offsets are never committed: every new holder reads a compacted partition whole.
public final class Membership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final Consumer<String, byte[]> consumer;
    private final String topic;
    private final PartitionListener listener;
    private final Heartbeats heartbeats;
    private final Lease lease;
    private final PartitionPositions positions = new PartitionPositions();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("membership").unstarted(this::run);
    private int failures;
    private volatile @Nullable Share share;
    private volatile boolean hasUniverse;
    private volatile boolean isUncertain;
    private volatile @Nullable String error;

    /// @param consumers creates a consumer of the group whose assignor passes the shares to the given listener
    /// @param lease extended while this process is certainly a member
    public Membership(Function<ShareListener, Consumer<String, byte[]>> consumers, String topic,
            PartitionListener listener, Heartbeats heartbeats, Lease lease) {
        this.lease = lease;
        this.consumer = consumers.apply(this::shared);
        this.topic = topic;
        this.listener = listener;
        this.heartbeats = heartbeats;
    }

    /// Whether the group still counts on this member.
    @FunctionalInterface
    public interface Heartbeats {
        boolean areFresh(Consumer<?, ?> consumer);
    }

    public void start() {
        thread.start();
    }

    /// Called by the assignor in the thread of this member.
    private void shared(Share now) {
        share = now;
        listener.shared(now);
        lease.begin();
    }

    public GroupStatus status() {
        String uncertain = isUncertain
                ? "no heartbeat acknowledged within the session timeout: polling is suspended"
                : null;
        Share now = share;
        return new GroupStatus(now == null ? 0 : now.members(), positions.visible().keySet().stream().sorted().toList(),
                error == null ? uncertain : error);
    }

    /// Whether polling is suspended because the group may have reassigned the partitions of this member. True for as long as
    /// the listener is suspended.
    public boolean isSuspended() {
        return isUncertain;
    }

    /// Whether the thread of this member has ended although it was not closed.
    public boolean hasEnded() {
        return thread.getState() == Thread.State.TERMINATED && closed.getCount() > 0;
    }

    /// Whether everything before `offset` of a partition has been received; true if the partition is not assigned here.
    public boolean hasReceived(int partition, long offset) {
        return positions.visible().getOrDefault(partition, Long.MAX_VALUE) >= offset;
    }

    /// Whether the topic has any record, in any partition.
    public boolean hasUniverse() {
        return hasUniverse;
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic), new Rebalances());
            while (closed.getCount() > 0) {
                round();
            }
            positions.partitions().forEach(this::revoke);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        try {
            try {
                poll();
            } finally {
                checkHeartbeats();
            }
            error = null;
            failures = 0;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (error == null) {
                LOG.error("following the group failed; retrying", e);
            }
            error = e.toString();
            failures++;
            boolean closing = closed.await(RETRIES.after(failures).toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("retrying, closing: {}", closing);
        }
    }

    private void poll() {
        deliver(consumer.poll(POLL));
        findEnds();
        positions.partitions().forEach(this::updatePosition);
        hasUniverse = hasUniverse || hasRecords();
        positions.publish();
    }

    /// A record that cannot be processed now, and all after it in its partition, are fetched again by the next poll.
    private void deliver(ConsumerRecords<String, byte[]> records) {
        List<RuntimeException> failures = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<String, byte[]> each : records.records(partition)) {
                try {
                    listener.received(each);
                } catch (RuntimeException e) {
                    consumer.seek(partition, each.offset());
                    failures.add(e);
                    break;
                }
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private void checkHeartbeats() {
        boolean isFresh = heartbeats.areFresh(consumer);
        if (isFresh) {
            lease.extend();
        } else {
            isUncertain = true;
        }
        listener.assignmentUncertain(!isFresh);
        isUncertain = !isFresh;
    }

    private void findEnds() {
        Set<Integer> unknown = positions.withoutEnd();
        if (!unknown.isEmpty()) {
            consumer.endOffsets(unknown.stream().map(this::partition).toList(), REQUEST_TIMEOUT)
                    .forEach((partition, end) -> positions.setEnd(partition.partition(), end));
        }
    }

    private boolean hasRecords() {
        List<TopicPartition> all = consumer.partitionsFor(topic, REQUEST_TIMEOUT).stream()
                .map(info -> partition(info.partition())).toList();
        return consumer.endOffsets(all, REQUEST_TIMEOUT).values().stream().anyMatch(end -> end > 0);
    }

    /// Transaction markers and deleted keys advance the position without a record.
    private void updatePosition(int partition) {
        if (positions.advance(partition, consumer.position(partition(partition), REQUEST_TIMEOUT))) {
            listener.caughtUp(partition);
        }
    }

    private void assign(Collection<TopicPartition> partitions) {
        consumer.seekToBeginning(partitions);
        for (TopicPartition each : partitions) {
            positions.add(each.partition());
            listener.assigned(each.partition());
        }
    }

    private void revoke(int partition) {
        positions.remove(partition);
        listener.revoked(partition);
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    /// Leaves the group, so that its partitions are reassigned without waiting for the session timeout.
    @Override
    public void close() {
        closed.countDown();
        try {
            if (thread.isAlive() && !thread.join(CLOSE_TIMEOUT)) {
                LOG.warn("the membership did not end within {} s and is interrupted", CLOSE_TIMEOUT.toSeconds());
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
            LOG.info("partitions assigned: {}; {}", numbers(partitions), share);
            assign(partitions);
        }

        /// The new member may start before this one receives the new count: it is counted now.
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            LOG.info("partitions revoked: {}", numbers(partitions));
            Share now = share;
            if (!partitions.isEmpty() && now != null) {
                listener.shared(now.withOneMore());
            }
            partitions.forEach(each -> revoke(each.partition()));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            LOG.warn("partitions lost: {}", numbers(partitions));
            partitions.forEach(each -> revoke(each.partition()));
        }

        private static List<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).sorted().toList();
        }
    }
}
