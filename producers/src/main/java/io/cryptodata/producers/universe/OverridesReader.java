package io.cryptodata.producers.universe;

import io.cryptodata.domain.universe.Overrides;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Follows the operators' tables, which come row by row on compacted topics: from the beginning, and then as they change. A
/// row that cannot be read changes nothing and is named in the log.
public final class OverridesReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OverridesReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final List<String> topics;
    private final OverrideRows rows;
    private final Runnable changed;
    private final CountDownLatch readAll = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("overrides").unstarted(this::run);
    private volatile Overrides overrides = Overrides.none();

    /// @param consumers makes a consumer without a group
    /// @param changed is run after each change, once all is read
    public OverridesReader(Supplier<Consumer<String, byte[]>> consumers, List<String> topics, OverrideRows rows,
            Runnable changed) {
        this.consumers = consumers;
        this.topics = List.copyOf(topics);
        this.rows = rows;
        this.changed = changed;
    }

    public void start() {
        thread.start();
    }

    /// Waits until everything has been read that was there at the start.
    ///
    /// @return false if that takes longer than `patience`
    public boolean awaitAll(Duration patience) throws InterruptedException {
        return readAll.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    public Overrides now() {
        return overrides;
    }

    private void run() {
        try {
            do {
                follow();
            } while (!closed.await(AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions = topics.stream().flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(OverridesReader::partition).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> unread = new HashMap<>(consumer.endOffsets(partitions));
            Set<String> before = new HashSet<>(rows.keys());
            while (closed.getCount() > 0) {
                boolean news = false;
                for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
                    before.remove(each.topic() + " " + each.key());
                    news |= take(each.topic(), each.key(), each.value());
                }
                boolean wasReading = !unread.isEmpty();
                unread.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                if (unread.isEmpty() && wasReading) {
                    news |= rows.forget(before);
                }
                if (unread.isEmpty() && (news || readAll.getCount() > 0)) {
                    overrides = rows.overrides();
                    readAll.countDown();
                    changed.run();
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("the operators' tables could not be followed; trying again", e);
        }
    }

    private boolean take(String topic, String key, byte @Nullable [] value) {
        try {
            return rows.take(topic, key, value);
        } catch (RuntimeException e) {
            LOG.error("a row of {} with key {} cannot be read and changes nothing", topic, key, e);
            return false;
        }
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (!thread.join(CLOSING)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
