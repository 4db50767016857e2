package io.cryptodata.service.topic;

import io.cryptodata.schemas.LetterHeader;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Supplier;

/// The origins of the newest letters on one topic of dead letters. Follows the topic, because other processes write there.
final class WrittenLetters {
    /// older letters are forgotten: their records are written again if they are still read
    static final int MOST_KEPT = 10_000;
    private static final Duration REFRESH = Duration.ofSeconds(1);

    private final String topic;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Duration timeout;
    private final SequencedSet<Origin> origins = new LinkedHashSet<>();
    private Map<TopicPartition, Long> read = Map.of();
    private long refreshedNanos = System.nanoTime() - REFRESH.toNanos();

    WrittenLetters(String topic, Supplier<Consumer<String, byte[]>> consumers, Duration timeout) {
        this.topic = topic;
        this.consumers = consumers;
        this.timeout = timeout;
    }

    /// Where a record was. The hash of the value differs if the topic was created anew since.
    record Origin(int partition, long offset, int hash) {
        static Origin of(ConsumerRecord<String, byte[]> origin) {
            return new Origin(origin.partition(), origin.offset(), Arrays.hashCode(origin.value()));
        }
    }

    boolean contain(Origin origin) {
        if (!origins.contains(origin) && System.nanoTime() - refreshedNanos >= REFRESH.toNanos()) {
            refresh();
        }
        return origins.contains(origin);
    }

    void add(Origin origin) {
        if (origins.add(origin) && origins.size() > MOST_KEPT) {
            origins.removeFirst();
        }
    }

    private void refresh() {
        try (TopicReader<String, byte[]> reader = new TopicReader<>(consumers.get(), timeout)) {
            List<TopicPartition> partitions = reader.partitions(topic);
            Map<TopicPartition, Long> ends = reader.ends(partitions);
            Map<TopicPartition, Long> from = new HashMap<>();
            reader.beginnings(partitions).forEach((partition, begin) -> from.put(partition,
                    Math.max(Math.max(begin, ends.getOrDefault(partition, 0L) - MOST_KEPT),
                            read.getOrDefault(partition, 0L))));
            reader.assign(from);
            reader.readTo(ends, this::add);
            read = ends;
        }
        refreshedNanos = System.nanoTime();
    }

    private void add(ConsumerRecord<String, byte[]> letter) {
        String partition = header(letter, LetterHeader.ORIGIN_PARTITION);
        String offset = header(letter, LetterHeader.ORIGIN_OFFSET);
        if (partition == null || offset == null) {
            return;
        }
        try {
            add(new Origin(Integer.parseInt(partition), Long.parseLong(offset), Arrays.hashCode(letter.value())));
        } catch (NumberFormatException e) {
            // a letter of another origin
            return;
        }
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> letter, String name) {
        Header last = letter.headers().lastHeader(name);
        return last == null || last.value() == null ? null : new String(last.value(), StandardCharsets.UTF_8);
    }
}
