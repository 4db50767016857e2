package io.cryptodata.producers.operation;

import io.cryptodata.schemas.OperationKind;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Operation;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.service.topic.DeadLetters;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/// Follows the topic `operations` on every member: reads it from the beginning, then as requests arrive. Pauses hold across
/// restarts. A request to run a task is carried out once, and only if it arrives while this process follows the topic: what was
/// requested before its start is done or has expired. An unreadable request becomes a dead letter.
public final class OperationsReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperationsReader.class);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(2), Duration.ofSeconds(10));
    private static final long NOT_STARTED = -1;

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Function<byte[], Operation> values;
    private final DeadLetters deadLetters;
    private final VenuePauses pauses;
    private final CountDownLatch readAll = new CountDownLatch(1);
    private final Loop loop = Loop.of("operations", RETRIES, this::follow);
    private volatile Listener listener = new Listener(_ -> {}, _ -> {});
    private long seenUpTo = NOT_STARTED;

    /// @param pauseChanged receives the venue whose pause begins or ends
    /// @param run receives each request to run a task, once
    private record Listener(java.util.function.Consumer<String> pauseChanged,
            java.util.function.Consumer<Requested> run) {}

    /// @param consumers creates a consumer without a group
    /// @param values reads a request
    /// @param pauses follows the requests about venues
    public OperationsReader(Supplier<Consumer<String, byte[]>> consumers, Function<byte[], Operation> values,
            DeadLetters deadLetters, VenuePauses pauses) {
        this.consumers = consumers;
        this.values = values;
        this.deadLetters = deadLetters;
        this.pauses = pauses;
    }

    /// Starts, and waits until the pauses that were in force before are known.
    ///
    /// @throws IllegalStateException if the topic is not read within `timeout`
    public void start(Duration timeout) {
        loop.start();
        try {
            if (!readAll.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the topic " + TopicName.OPERATIONS + " could not be read within "
                        + timeout + ": " + loop.health().reasons());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the topic " + TopicName.OPERATIONS, e);
        }
    }

    /// From now on requests have an effect beyond the pauses.
    ///
    /// @param tasks what can be run
    /// @param pauseChanged receives the venue whose pause begins or ends
    public void connect(RunnableTasks tasks, java.util.function.Consumer<String> pauseChanged) {
        listener = new Listener(pauseChanged, tasks::run);
    }

    /// Degraded while the topic cannot be followed.
    public Health health() {
        return loop.health();
    }

    /// Reads everything again, then follows until closed.
    private Duration follow() {
        try (TopicReader<String, byte[]> reader = new TopicReader<>(consumers.get(), READ_TIMEOUT)) {
            List<TopicPartition> partitions = reader.partitions(TopicName.OPERATIONS);
            reader.assign(partitions);
            long end = reader.ends(partitions).values().stream().mapToLong(Long::longValue).sum();
            // a topic that was created anew begins at zero
            if (seenUpTo == NOT_STARTED || end < seenUpTo) {
                seenUpTo = end;
            }
            reader.readToEnd(this::apply);
            readAll.countDown();
            while (!loop.isClosing()) {
                reader.poll(this::apply);
            }
        }
        return Loop.UNTIL_WOKEN;
    }

    private void apply(ConsumerRecord<String, byte[]> each) {
        boolean isNew = each.offset() >= seenUpTo;
        deadLetters.unless(each, () -> apply(each.key(), each.value(), isNew));
        if (isNew) {
            seenUpTo = each.offset() + 1;
        }
    }

    private void apply(String key, byte @Nullable [] value, boolean isNew) {
        if (value == null) {
            String venues = OperationKind.PAUSE.keyOf("");
            if (key.startsWith(venues)) {
                changed(key.substring(venues.length()), null);
            }
            return;
        }
        Requested request = Requested.of(key, values.apply(value));
        if (request.kind() != OperationKind.RUN) {
            changed(request.target(), request);
        } else if (isNew) {
            listener.run.accept(request);
        }
    }

    private void changed(String exchange, @Nullable Requested request) {
        boolean before = pauses.contains(exchange);
        pauses.put(exchange, request);
        if (pauses.contains(exchange) != before) {
            LOG.info("{} is {}", exchange, before || request == null ? "no longer paused" : request.describe());
            listener.pauseChanged.accept(exchange);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
