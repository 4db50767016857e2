package io.cryptodata.api.deadletter;

import io.cryptodata.schemas.LetterHeader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts the letters of every topic as they arrive. Holds a few bytes per letter that was published again, and none of the
/// others. Safe for many threads.
public final class LetterCounts {
    private final Map<String, Count> counts = new TreeMap<>();

    private static final class Count {
        private long letters;
        private @Nullable Instant newest;
        private final Set<Position> retried = new HashSet<>();
        private final Map<Integer, Long> first = new HashMap<>();
    }

    private record Position(int partition, long offset) {}

    /// The letters of a topic that wait: none of them was published again.
    ///
    /// @param newest when the last letter was appended, waiting or not
    public record Waiting(String topic, long letters, @Nullable Instant newest) {}

    /// Adds a record of a topic of dead letters: a letter, or the mark beside one.
    public synchronized void add(ConsumerRecord<?, byte[]> stored) {
        Count count = counts.computeIfAbsent(stored.topic(), _ -> new Count());
        long first = count.first.computeIfAbsent(stored.partition(), _ -> stored.offset());
        Long marked = markedBy(stored);
        if (marked == null) {
            count.letters++;
            count.newest = Instant.ofEpochMilli(stored.timestamp());
        } else if (marked >= first) { // retention has removed the letters of older marks
            count.retried.add(new Position(stored.partition(), marked));
        }
    }

    private static @Nullable Long markedBy(ConsumerRecord<?, byte[]> stored) {
        Header header = stored.headers().lastHeader(LetterHeader.RETRIED_OFFSET);
        try {
            return header == null || header.value() == null
                    ? null
                    : Long.valueOf(new String(header.value(), StandardCharsets.UTF_8));
        } catch (NumberFormatException noMark) {
            return null;
        }
    }

    /// Forgets everything: the topics are read again.
    public synchronized void clear() {
        counts.clear();
    }

    /// The topics with letters that wait, by name.
    public synchronized List<Waiting> waiting() {
        return counts.entrySet().stream()
                .map(each -> new Waiting(each.getKey(), each.getValue().letters - each.getValue().retried.size(),
                        each.getValue().newest))
                .filter(each -> each.letters > 0).toList();
    }
}
