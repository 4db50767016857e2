package io.cryptodata.allinone.benchmark;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.service.registry.AvroSerdes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Reads committed records of `indicators` that are written from now on, and keeps when the last one of each candle could
/// be read.
final class IndicatorReader implements AutoCloseable {
    /// A live candle emits one record per timeframe.
    static final int PER_CANDLE = 8;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<Indicators> rows;
    private final Map<Long, Integer> counts = new ConcurrentHashMap<>();
    private final Map<Long, Long> completeNanos = new ConcurrentHashMap<>();
    private final AtomicLong surplus = new AtomicLong();
    private final Thread thread;

    IndicatorReader(StreamServers servers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers.bootstrap(), "isolation.level", "read_committed",
                        "enable.auto.commit", false),
                new StringDeserializer(), new ByteArrayDeserializer());
        rows = AvroSerdes.of(Indicators.class, servers.registry()).deserializer();
        List<TopicPartition> partitions = consumer.partitionsFor(TopicName.INDICATORS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().name("reader").start(this::read);
    }

    private void read() {
        try {
            while (true) {
                List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
                consumer.poll(Duration.ofSeconds(1)).forEach(read::add);
                long now = System.nanoTime();
                read.forEach(each -> count(rows.deserialize(each.topic(), each.value()).getLastId(), now));
            }
        } catch (WakeupException closed) {
            consumer.close();
        }
    }

    private void count(long lastId, long now) {
        int count = counts.merge(lastId, 1, Integer::sum);
        if (count == PER_CANDLE) {
            completeNanos.put(lastId, now);
        } else if (count > PER_CANDLE) {
            surplus.incrementAndGet();
        }
    }

    /// By candle, in the time of [System#nanoTime].
    Map<Long, Long> completeNanos() {
        return completeNanos;
    }

    /// How many records came after the last one of their candle.
    long surplus() {
        return surplus.get();
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join();
        rows.close();
    }
}
