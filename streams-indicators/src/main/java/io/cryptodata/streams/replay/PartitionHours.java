package io.cryptodata.streams.replay;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.Arrival;
import io.cryptodata.domain.fold.FoldedHour;
import io.cryptodata.domain.fold.LastVersions;
import io.cryptodata.schemas.CandleHeaders;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/// The hours of the markets of one partition, a group of markets at a time: what is held in memory is limited, and the
/// partition is read again for the next group.
final class PartitionHours {
    private final TopicReader<String, byte[]> reader;
    private final Deserializer<io.cryptodata.schemas.avro.Candle> candles;
    private final TopicPartition partition;
    private final Predicate<String> wanted;
    private final long limit;
    private final Map<TopicPartition, Long> end;
    private final Set<String> done = new HashSet<>();
    private final SequencedMap<String, LastVersions> group = new LinkedHashMap<>();
    private final Set<String> left = new HashSet<>();
    private long held;

    /// @param wanted which keys
    /// @param limit how many hours are held at most, unless one market has more
    PartitionHours(TopicReader<String, byte[]> reader, Deserializer<io.cryptodata.schemas.avro.Candle> candles,
            TopicPartition partition, Predicate<String> wanted, long limit) {
        this.reader = reader;
        this.candles = candles;
        this.partition = partition;
        this.wanted = wanted;
        this.limit = limit;
        reader.assign(List.of(partition));
        this.end = reader.ends(List.of(partition));
    }

    /// How many records the partition has at most; at least 1.
    long records() {
        return Math.max(1, end.values().stream().mapToLong(Long::longValue).sum());
    }

    /// The next group of markets, each with its hours; empty after the last one.
    ///
    /// @throws org.apache.kafka.common.KafkaException if the broker or the registry does not respond
    SequencedMap<String, LastVersions> next() {
        if (!done.isEmpty() && left.isEmpty()) {
            return new LinkedHashMap<>();
        }
        group.clear();
        left.clear();
        held = 0;
        reader.assign(List.of(partition));
        reader.readTo(end, this::add);
        done.addAll(group.keySet());
        return group;
    }

    private void add(ConsumerRecord<String, byte[]> message) {
        String key = message.key();
        if (key == null || done.contains(key) || left.contains(key) || !wanted.test(key)) {
            return;
        }
        if (held >= limit && !group.containsKey(key)) {
            left.add(key);
            return;
        }
        Candle candle = read(message);
        if (candle != null) {
            add(candle, arrivalOf(message));
        }
    }

    private void add(Candle candle, Arrival arrival) {
        // the stream computes the price when it folds the hour
        FoldedHour hour = new FoldedHour(candle, arrival.isFull(candle), candle.close());
        LastVersions hours = group.computeIfAbsent(candle.market().key(), _ -> new LastVersions());
        if (hours.add(hour, arrival.hasMore())) {
            held++;
        }
        if (held > limit && group.size() > 1) {
            Map.Entry<String, LastVersions> newest = group.pollLastEntry();
            left.add(newest.getKey());
            held -= newest.getValue().size();
        }
    }

    /// A record that the stream has refused, as a dead letter, is none here either: null.
    private @Nullable Candle read(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            return null;
        }
        try {
            Candle candle = CandleRecords.fromAvro(
                    candles.deserialize(message.topic(), message.headers(), message.value()));
            boolean valid = candle.market().key().equals(message.key()) && arrivalOf(message).isAfterCloseOf(candle);
            return valid ? candle : null;
        } catch (SerializationException | IllegalArgumentException refused) {
            return null;
        }
    }

    private static Arrival arrivalOf(ConsumerRecord<String, byte[]> message) {
        return new Arrival(Instant.ofEpochMilli(message.timestamp()), CandleHeaders.remainingIn(message.headers()));
    }
}
