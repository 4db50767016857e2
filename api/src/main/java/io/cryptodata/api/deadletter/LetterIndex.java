package io.cryptodata.api.deadletter;

import io.cryptodata.api.deadletter.DeadLetter.Identity;
import io.cryptodata.api.deadletter.DeadLetter.Position;
import io.cryptodata.api.topic.RecordSource;
import io.cryptodata.schemas.LetterHeader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Which letters of a topic were published again, by the marks beside them. A mark is younger than its letter and in the
/// same partition, so that retention never removes it first. Holds about 100 bytes per letter in memory.
final class LetterIndex {
    private final Set<Position> retried = new HashSet<>();
    private final Map<Identity, Position> retriedRecords = new HashMap<>();

    private LetterIndex() {}

    static LetterIndex read(RecordSource records, String topic) {
        LetterIndex index = new LetterIndex();
        Map<Position, Identity> letters = new HashMap<>();
        records.readAll(topic, stored -> {
            if (isMark(stored)) {
                index.retried.add(marked(stored));
            } else {
                DeadLetter letter = DeadLetter.of(stored, false);
                Optional.ofNullable(letter.identity()).ifPresent(same -> letters.put(letter.position(), same));
            }
        });
        index.retried.forEach(position -> Optional.ofNullable(letters.get(position))
                .ifPresent(same -> index.retriedRecords.put(same, position)));
        return index;
    }

    /// Passes every letter of the topic on, oldest first within a partition.
    void forEach(RecordSource records, String topic, Consumer<DeadLetter> each) {
        records.readAll(topic, stored -> {
            if (!isMark(stored)) {
                each.accept(DeadLetter.of(stored,
                        retried.contains(new Position(stored.partition(), stored.offset()))));
            }
        });
    }

    /// Another letter of the same record that was published again.
    Optional<Position> sameRecordRetried(DeadLetter letter) {
        return Optional.ofNullable(letter.identity()).map(retriedRecords::get)
                .filter(position -> !position.equals(letter.position()));
    }

    /// Remembers a letter that was published again since this index was read.
    void addRetried(DeadLetter letter) {
        Optional.ofNullable(letter.identity()).ifPresent(same -> retriedRecords.put(same, letter.position()));
    }

    private static boolean isMark(ConsumerRecord<byte[], byte[]> stored) {
        return DeadLetter.number(stored, LetterHeader.RETRIED_OFFSET) != null;
    }

    private static Position marked(ConsumerRecord<byte[], byte[]> mark) {
        Long offset = DeadLetter.number(mark, LetterHeader.RETRIED_OFFSET);
        return new Position(mark.partition(), offset == null ? -1 : offset);
    }
}
