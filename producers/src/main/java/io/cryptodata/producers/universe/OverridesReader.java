package io.cryptodata.producers.universe;

import io.cryptodata.domain.universe.Overrides;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.service.topic.DeadLetters;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Follows the operators' tables, which arrive row by row on compacted topics: reads them from the beginning, then as they
/// change. An unreadable row becomes a dead letter, and the row keeps its last readable version.
public final class OverridesReader implements AutoCloseable {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(2), Duration.ofSeconds(10));

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final List<String> topics;
    private final OverrideRows rows;
    private final DeadLetters deadLetters;
    private final Runnable changed;
    private final CountDownLatch readAll = new CountDownLatch(1);
    private final Loop loop = Loop.of("overrides", RETRIES, this::follow);
    private volatile Overrides overrides = Overrides.none();
    private volatile List<OverrideRows.FlagRow> flags = List.of();

    /// @param consumers creates a consumer without a group
    /// @param changed is run after every change, once everything has been read
    public OverridesReader(Supplier<Consumer<String, byte[]>> consumers, List<String> topics, OverrideRows rows,
            DeadLetters deadLetters, Runnable changed) {
        this.consumers = consumers;
        this.topics = List.copyOf(topics);
        this.rows = rows;
        this.deadLetters = deadLetters;
        this.changed = changed;
    }

    public void start() {
        loop.start();
    }

    /// Waits until everything that existed at the start has been read.
    ///
    /// @return false after `timeout`
    public boolean awaitAll(Duration timeout) throws InterruptedException {
        return readAll.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    public Overrides now() {
        return overrides;
    }

    /// All rows of `flags`, those that no rule reads included.
    public List<OverrideRows.FlagRow> flags() {
        return flags;
    }

    /// Degraded while the tables cannot be followed.
    public Health health() {
        return loop.health();
    }

    /// Reads everything again, then follows until closed.
    private Duration follow() {
        try (TopicReader<String, byte[]> reader = new TopicReader<>(consumers.get(), READ_TIMEOUT)) {
            List<TopicPartition> partitions = topics.stream().flatMap(topic -> reader.partitions(topic).stream())
                    .toList();
            reader.assign(partitions);
            readAll(reader, reader.ends(partitions));
            while (!loop.isClosing()) {
                AtomicBoolean hasChanged = new AtomicBoolean();
                reader.poll(each -> {
                    if (apply(each)) {
                        hasChanged.set(true);
                    }
                });
                if (hasChanged.get()) {
                    publish();
                }
            }
        }
        return Loop.UNTIL_WOKEN;
    }

    /// Rows that existed before and are not read again have been deleted since.
    private void readAll(TopicReader<String, byte[]> reader, Map<TopicPartition, Long> ends) {
        Set<String> unread = new HashSet<>(rows.keys());
        reader.readTo(ends, each -> {
            unread.remove(OverrideRows.nameOf(each.topic(), each.key()));
            apply(each);
        });
        rows.removeAll(unread);
        publish();
        readAll.countDown();
    }

    private void publish() {
        flags = rows.flags();
        overrides = rows.overrides();
        changed.run();
    }

    private boolean apply(ConsumerRecord<String, byte[]> each) {
        AtomicBoolean hasChanged = new AtomicBoolean();
        deadLetters.unless(each, () -> hasChanged.set(rows.apply(each.topic(), each.key(), each.value())));
        return hasChanged.get();
    }

    @Override
    public void close() {
        loop.close();
    }
}
