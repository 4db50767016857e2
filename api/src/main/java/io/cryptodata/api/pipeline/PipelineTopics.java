package io.cryptodata.api.pipeline;

import io.cryptodata.api.deadletter.LetterCounts;
import io.cryptodata.schemas.OperationKind;
import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.Operation;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.service.topic.TopicReader;
import org.apache.avro.specific.SpecificRecord;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Keeps what the overview needs of the topics in memory by following them, so that none is read as a whole again: ledgers, the
/// last run of each task, operators' requests, the number of dead letters, and the time of the newest quarantined row.
/// Follows only while somebody looks; what arrived meanwhile is read afterwards.
final class PipelineTopics implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(10));
    private static final Duration READ_EVERY = Duration.ofSeconds(1);
    private static final int FETCHED_BYTES = 2 << 20;
    private static final int FETCHED_BYTES_OF_PARTITION = 256 << 10;

    private final KafkaAccess broker;
    private final BooleanSupplier isWanted;
    private final List<Serde<?>> open = new ArrayList<>();
    private final LatestValues<MarketSummary> ledgers;
    private final LatestValues<TaskRun> runs;
    private final LatestValues<Operation> operations;
    private final LetterCounts letters = new LetterCounts();
    private final CountDownLatch readAll = new CountDownLatch(1);
    private final Loop loop = Loop.of("overview-topics", RETRIES, this::follow).closingWithin(Duration.ofSeconds(2));
    private volatile @Nullable Instant newestQuarantined;
    private volatile boolean isCurrent;
    private long refreshedAt;

    /// @param isWanted whether somebody looks
    PipelineTopics(KafkaAccess broker, HttpAccess registry, BooleanSupplier isWanted) {
        this.broker = broker;
        this.isWanted = isWanted;
        Function<byte[], LedgerEntry> ledger = reader(TopicName.LEDGER, LedgerEntry.class, registry);
        this.ledgers = new LatestValues<>(value -> MarketSummary.of(ledger.apply(value)));
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

    /// Goes on following, if it had stopped because nobody looked.
    void wake() {
        loop.wake();
    }

    /// Waits until everything that existed at the start has been read.
    boolean awaitAll(Duration patience) throws InterruptedException {
        return readAll.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Whether everything has been read up to now, as far as is known.
    boolean isCurrent() {
        return isCurrent;
    }

    Health health() {
        return loop.health();
    }

    /// By market.
    Map<String, MarketSummary> ledgers() {
        return ledgers.now();
    }

    /// The last run of each task, by its name.
    Map<String, TaskRun> runs() {
        return runs.now();
    }

    /// The pauses in force, by venue.
    Map<String, Overview.Pause> pauses(InstantSource clock) {
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

    /// Reads everything, then follows until nobody looks any more or it is closed.
    private Duration follow() throws InterruptedException {
        isCurrent = false;
        letters.clear();
        try (TopicReader<String, byte[]> reader = new TopicReader<>(consumer(), TIMEOUT)) {
            Map<TopicPartition, Long> from = beginnings(reader);
            Map<TopicPartition, Long> ends = reader.ends(from.keySet());
            reader.assign(from);
            reader.readTo(ends, this::received);
            refresh();
            isCurrent = true;
            readAll.countDown();
            while (!loop.isClosing()) {
                if (isWanted.getAsBoolean()) {
                    reader.poll(this::received);
                    if (System.nanoTime() - refreshedAt > READ_EVERY.toNanos()) {
                        refresh();
                    }
                } else {
                    TimeUnit.MILLISECONDS.sleep(500);
                }
            }
        } finally {
            isCurrent = false;
        }
        return Loop.UNTIL_WOKEN;
    }

    private void refresh() {
        operations.refresh();
        runs.refresh();
        ledgers.refresh();
        refreshedAt = System.nanoTime();
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = Map.of("client.id", "cda-api-overview", "isolation.level", "read_committed",
                "enable.auto.commit", false, "allow.auto.create.topics", false, "auto.offset.reset", "earliest",
                "fetch.max.bytes", FETCHED_BYTES, "max.partition.fetch.bytes", FETCHED_BYTES_OF_PARTITION,
                "default.api.timeout.ms", (int) TIMEOUT.toMillis());
        return new KafkaConsumer<>(broker.with(settings), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// Of quarantined rows only the newest of each partition is needed.
    private static Map<TopicPartition, Long> beginnings(TopicReader<String, byte[]> reader) {
        List<TopicPartition> whole = new ArrayList<>();
        List.of(TopicName.LEDGER, TopicName.TASK_RUNS, TopicName.OPERATIONS)
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
