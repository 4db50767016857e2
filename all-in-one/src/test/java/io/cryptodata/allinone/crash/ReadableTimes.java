package io.cryptodata.allinone.crash;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Follows the topics that the streams write as a bot does, reading committed records, and keeps when each was received.
final class ReadableTimes implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Map<Position, Long> times = new ConcurrentHashMap<>();
    private final TopicReader<String, byte[]> reader;
    private final Thread thread;
    private volatile boolean stopped;

    private record Position(String topic, int partition, long offset) {
        static Position of(ConsumerRecord<String, byte[]> message) {
            return new Position(message.topic(), message.partition(), message.offset());
        }
    }

    ReadableTimes(String bootstrap) {
        reader = TopicReader.ofBytes(KafkaAccess.plain(bootstrap), TIMEOUT);
        List<TopicPartition> partitions = Stream.of(TopicName.INDICATORS, TopicName.CANDLES_ROLLUP)
                .flatMap(topic -> reader.partitions(topic).stream()).toList();
        reader.assign(partitions);
        thread = Thread.ofPlatform().name("readable-times").start(() -> follow(partitions));
    }

    /// When the record was received, in milliseconds since 1970.
    long of(ConsumerRecord<String, byte[]> message) {
        Long time = times.get(Position.of(message));
        if (time == null) {
            throw new IllegalStateException("not received: " + Position.of(message));
        }
        return time;
    }

    /// Receives what is readable by now and stops.
    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    private void follow(List<TopicPartition> partitions) {
        while (!stopped) {
            reader.poll(this::received);
        }
        reader.readTo(reader.ends(partitions), this::received);
    }

    private void received(ConsumerRecord<String, byte[]> message) {
        times.put(Position.of(message), System.currentTimeMillis());
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        reader.close();
    }
}
