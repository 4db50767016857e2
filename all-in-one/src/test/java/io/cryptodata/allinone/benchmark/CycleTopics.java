package io.cryptodata.allinone.benchmark;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.service.registry.AvroSerdes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Reads committed records and records when each candle could be read and which markets are tracked.
final class CycleTopics implements AutoCloseable {
    private static final List<String> TOPICS = List.of(TopicName.CANDLES_1H, TopicName.LEDGER, TopicName.UNIVERSE);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Serde<Candle> candles;
    private final Serde<UniverseEntry> entries;
    private final Map<Long, Map<String, Instant>> readable = new ConcurrentHashMap<>();
    private final Map<String, UniverseEntry> tracked = new ConcurrentHashMap<>();
    private final AtomicLong hours = new AtomicLong();
    private final AtomicLong pages = new AtomicLong();
    private final Thread thread;

    CycleTopics(String bootstrap, String registryUrl) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed", "enable.auto.commit",
                        false),
                new StringDeserializer(), new ByteArrayDeserializer());
        candles = AvroSerdes.of(Candle.class, registryUrl);
        entries = AvroSerdes.of(UniverseEntry.class, registryUrl);
        List<TopicPartition> partitions = TOPICS.stream().flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread = Thread.ofPlatform().name("reader").start(this::read);
    }

    private void read() {
        try {
            while (true) {
                for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofSeconds(1))) {
                    record(each, Instant.now());
                }
            }
        } catch (WakeupException closed) {
            consumer.close();
        }
    }

    private void record(ConsumerRecord<String, byte[]> each, Instant now) {
        switch (each.topic()) {
            case TopicName.CANDLES_1H -> {
                Candle candle = candles.deserializer().deserialize(each.topic(), each.value());
                boolean isFirst = readable.computeIfAbsent(Timeframe.epochHourOf(candle.getTimestamp()),
                        _ -> new ConcurrentHashMap<>()).putIfAbsent(each.key(), now) == null;
                hours.addAndGet(isFirst ? 1 : 0);
            }
            case TopicName.UNIVERSE ->
                tracked.put(each.key(), entries.deserializer().deserialize(each.topic(), each.value()));
            default -> pages.incrementAndGet();
        }
    }

    /// When the candles of an epoch hour could first be read, by key.
    Map<String, Instant> readable(long hour) {
        return readable.getOrDefault(hour, Map.of());
    }

    /// The number of distinct market hours that can be read.
    long hours() {
        return hours.get();
    }

    /// The number of committed pages, each of which has one ledger entry.
    long pages() {
        return pages.get();
    }

    /// The number of tracked markets with a rank.
    long ranked() {
        return tracked.values().stream().filter(each -> each.getTracked() && each.getRank() != null).count();
    }

    /// The keys of the tracked markets by rank, ties by key.
    List<String> byRank() {
        return tracked.entrySet().stream().filter(each -> each.getValue().getTracked())
                .sorted(Comparator.comparingInt((Map.Entry<String, UniverseEntry> each) -> rankOf(each.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey).toList();
    }

    private static int rankOf(UniverseEntry entry) {
        Integer rank = entry.getRank();
        return rank == null ? Integer.MAX_VALUE : rank;
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join();
        candles.close();
        entries.close();
    }
}
