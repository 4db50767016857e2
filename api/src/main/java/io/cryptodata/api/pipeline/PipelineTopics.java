package io.cryptodata.api.pipeline;

import io.cryptodata.api.deadletter.LetterCounts;
import io.cryptodata.schemas.OperationKind;
import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.Operation;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.service.topic.TopicReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/// Keeps what the overview needs of the topics in memory by following them, so that none is read as a whole again: ledgers, which
/// markets are tracked, the last run of each task, operators' requests, the number of dead letters, and the time of the newest quarantined row.
/// Follows only while clients request the overview; otherwise it reads on request what arrived meanwhile.
final class PipelineTopics implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(10));
    private static final Duration READ_EVERY = Duration.ofSeconds(1);
    private static final int FETCHED_BYTES = 2 << 20;
    private static final int FETCHED_BYTES_OF_PARTITION = 256 << 10;

    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration CURRENT = Duration.ofSeconds(5);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final BooleanSupplier isWanted;
    private final InstantSource clock;
    private final List<Serde<?>> open = new ArrayList<>();
    private final LatestValues<MarketSummary> ledgers;
    private final LatestValues<Boolean> tracked;
    private final LatestValues<TaskRun> runs;
    private final LatestValues<Operation> operations;
    private final LetterCounts letters = new LetterCounts();
    private final Loop loop = Loop.of("overview-topics", RETRIES, this::follow).closingWithin(Duration.ofSeconds(2));
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long requested;
    private long served;
    private long refreshedAt;
    private volatile @Nullable Instant newestQuarantined;
    private volatile @Nullable Read lastRead;

    /// When everything up to then had been read.
    private record Read(Instant at, long nanos) {}

    /// @param isWanted whether clients request the overview
    PipelineTopics(KafkaAccess broker, HttpAccess registry, BooleanSupplier isWanted, InstantSource clock) {
        this(() -> consumer(broker), registry, isWanted, clock);
    }

    /// @param consumers creates one that reads committed records, without a group
    PipelineTopics(Supplier<Consumer<String, byte[]>> consumers, HttpAccess registry, BooleanSupplier isWanted,
            InstantSource clock) {
        this.consumers = consumers;
        this.isWanted = isWanted;
        this.clock = clock;
        Function<byte[], LedgerEntry> ledger = reader(TopicName.LEDGER, LedgerEntry.class, registry);
        this.ledgers = new LatestValues<>(value -> MarketSummary.of(ledger.apply(value)));
        Function<byte[], UniverseEntry> entry = reader(TopicName.UNIVERSE, UniverseEntry.class, registry);
        this.tracked = new LatestValues<>(value -> entry.apply(value).getTracked());
        this.runs = new LatestValues<>(reader(TopicName.TASK_RUNS, TaskRun.class, registry));
        this.operations = new LatestValues<>(reader(TopicName.OPERATIONS, Operation.class, registry));
    }

    private <T extends SpecificRecord> Function<byte[], T> reader(String topic, Class<T> type, HttpAccess registry) {
        Serde<T> serde = AvroSerdes.of(type, registry);
        open.add(serde);
        Deserializer<T> values = serde.deserializer();
        return value -> values.deserialize(topic, value);
    }

    void start() {
        loop.start();
    }

    /// Waits until everything is read that was appended before.
    ///
    /// @return whether it is
    boolean awaitCurrent(Duration maxWait) throws InterruptedException {
        long left = maxWait.toNanos();
        lock.lock();
        try {
            long wanted = ++requested;
            changed.signalAll();
            while (served < wanted && left > 0) {
                left = changed.awaitNanos(left);
            }
            return served >= wanted;
        } finally {
            lock.unlock();
        }
    }

    /// Whether everything was read some seconds ago.
    boolean isCurrent() {
        Read last = lastRead;
        return last != null && System.nanoTime() - last.nanos < CURRENT.toNanos();
    }

    /// When everything had been read; empty before the first time.
    Optional<Instant> readAt() {
        return Optional.ofNullable(lastRead).map(Read::at);
    }

    Health health() {
        return loop.health();
    }

    /// Every market with a ledger.
    List<MarketSummary> markets() {
        Map<String, Boolean> isTracked = tracked.now();
        return ledgers.now().entrySet().stream().map(each -> isTracked.getOrDefault(each.getKey(), true)
                ? each.getValue()
                : each.getValue().untracked()).toList();
    }

    /// The last run of each task, by its name.
    Map<String, TaskRun> runs() {
        return runs.now();
    }

    /// The pauses in force, by venue.
    Map<String, Overview.Pause> pauses() {
        Instant now = clock.instant();
        Map<String, Overview.Pause> pauses = new TreeMap<>();
        operations.now().values().stream()
                .filter(each -> each.getKind().equals(OperationKind.PAUSE.label())
                        && (each.getUntil() == null || now.isBefore(each.getUntil())))
                .forEach(each -> pauses.put(each.getTarget(), new Overview.Pause(each.getRequestedBy(),
                        each.getRequestedAt(), each.getUntil(), each.getReason())));
        return pauses;
    }

    LetterCounts letters() {
        return letters;
    }

    Optional<Instant> newestQuarantined() {
        return Optional.ofNullable(newestQuarantined);
    }

    /// Reads everything, then follows until it is closed: while the overview is wanted, and up to the end on every request.
    private Duration follow() throws InterruptedException {
        letters.clear();
        boolean isFirst = true;
        try (TopicReader<String, byte[]> reader = new TopicReader<>(consumers.get(), TIMEOUT)) {
            reader.assign(beginnings(reader));
            while (!loop.isClosing()) {
                long request = newestRequest();
                if (request > 0 || isFirst) {
                    reader.readToEnd(this::received);
                    refresh();
                    readUpToNow();
                    served(request);
                    isFirst = false;
                } else if (isWanted.getAsBoolean()) {
                    reader.poll(this::received);
                    if (System.nanoTime() - refreshedAt > READ_EVERY.toNanos()) {
                        refresh();
                        if (isCurrent()) { // otherwise it may still be catching up
                            readUpToNow();
                        }
                    }
                } else {
                    awaitRequest();
                }
            }
        }
        return Loop.UNTIL_WOKEN;
    }

    /// The number of the newest request that waits; 0 if none does.
    private long newestRequest() {
        lock.lock();
        try {
            return requested > served ? requested : 0;
        } finally {
            lock.unlock();
        }
    }

    private void served(long request) {
        lock.lock();
        try {
            served = Math.max(served, request);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRequest() throws InterruptedException {
        lock.lock();
        try {
            if (requested == served) {
                var unused = changed.await(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private void refresh() {
        operations.refresh();
        runs.refresh();
        tracked.refresh();
        ledgers.refresh();
        refreshedAt = System.nanoTime();
    }

    private void readUpToNow() {
        lastRead = new Read(clock.instant(), System.nanoTime());
    }

    private static Consumer<String, byte[]> consumer(KafkaAccess broker) {
        Map<String, Object> settings = Map.of("client.id", "cda-api-overview", "isolation.level", "read_committed",
                "enable.auto.commit", false, "allow.auto.create.topics", false, "auto.offset.reset", "earliest",
                "fetch.max.bytes", FETCHED_BYTES, "max.partition.fetch.bytes", FETCHED_BYTES_OF_PARTITION,
                "default.api.timeout.ms", (int) TIMEOUT.toMillis());
        return new KafkaConsumer<>(broker.with(settings), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// Of quarantined rows only the newest of each partition is needed.
    private static Map<TopicPartition, Long> beginnings(TopicReader<String, byte[]> reader) {
        List<TopicPartition> whole = new ArrayList<>();
        List.of(TopicName.LEDGER, TopicName.UNIVERSE, TopicName.TASK_RUNS, TopicName.OPERATIONS)
                .forEach(topic -> whole.addAll(reader.partitions(topic)));
        Topics.catalogue().all().stream().filter(Topic::hasDeadLetters)
                .forEach(topic -> whole.addAll(reader.partitions(TopicName.deadLettersOf(topic.name()))));
        Map<TopicPartition, Long> from = new HashMap<>(reader.beginnings(whole));
        List<TopicPartition> quarantine = reader.partitions(TopicName.CANDLES_QUARANTINE);
        Map<TopicPartition, Long> first = reader.beginnings(quarantine);
        // the last offset of a transaction is its marker
        reader.ends(quarantine).forEach(
                (partition, end) -> from.put(partition, Math.max(first.getOrDefault(partition, 0L), end - 2)));
        return from;
    }

    private void received(ConsumerRecord<String, byte[]> each) {
        switch (each.topic()) {
            case TopicName.LEDGER -> ledgers.put(each.key(), each.value());
            case TopicName.UNIVERSE -> tracked.put(each.key(), each.value());
            case TopicName.TASK_RUNS -> runs.put(each.key(), each.value());
            case TopicName.OPERATIONS -> operations.put(each.key(), each.value());
            case TopicName.CANDLES_QUARANTINE -> quarantined(Instant.ofEpochMilli(each.timestamp()));
            default -> letters.add(each);
        }
    }

    private void quarantined(Instant at) {
        Instant before = newestQuarantined;
        if (before == null || at.isAfter(before)) {
            newestQuarantined = at;
        }
    }

    @Override
    public void close() {
        loop.close();
        open.forEach(Serde::close);
    }
}
