package io.cryptodata.api.deadletter;

import io.cryptodata.api.deadletter.DeadLetter.Identity;
import io.cryptodata.api.deadletter.DeadLetter.Position;
import io.cryptodata.api.topic.RecordSource;
import io.cryptodata.api.topic.ValueDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The last readable record of each key of a compacted topic that has letters: an older value must not replace it.
final class NewestRecords {
    private final Map<ByteBuffer, Position> readable = new HashMap<>();
    private final Set<Identity> present = new HashSet<>();

    private NewestRecords() {}

    /// @param letters the letters' records
    /// @param keys the keys of these records
    static NewestRecords read(RecordSource records, String topic, Set<Identity> letters, Set<ByteBuffer> keys,
            ValueDecoder decoder) {
        NewestRecords newest = new NewestRecords();
        records.readAll(topic, stored -> {
            ByteBuffer key = keyOf(stored);
            if (!keys.contains(key)) {
                return;
            }
            Identity identity = new Identity(stored.partition(), stored.offset(), Arrays.hashCode(stored.key()),
                    Arrays.hashCode(stored.value()));
            if (letters.contains(identity)) {
                newest.present.add(identity);
            }
            if (isReadable(stored, decoder)) {
                newest.readable.put(key, new Position(stored.partition(), stored.offset()));
            }
        });
        return newest;
    }

    /// Why the record of this letter must not become the last one of its key; empty if it may.
    Optional<String> refusal(DeadLetter letter) {
        Identity identity = letter.identity();
        if (identity == null || !present.contains(identity)) {
            return Optional.of("its record is no longer on the topic: newer ones of its key have replaced it");
        }
        Position last = readable.get(keyOf(letter.stored()));
        boolean isNewer = last != null
                && (last.partition() != identity.partition() || last.offset() > identity.offset());
        return isNewer ? Optional.of("a newer readable record of its key is on the topic") : Optional.empty();
    }

    static ByteBuffer keyOf(ConsumerRecord<byte[], byte[]> stored) {
        return ByteBuffer.wrap(stored.key() == null ? new byte[0] : stored.key());
    }

    /// A tombstone is readable: the key was deleted.
    private static boolean isReadable(ConsumerRecord<byte[], byte[]> stored, ValueDecoder decoder) {
        return stored.value() == null || decoder.decode(stored.value()) instanceof ValueDecoder.Decoded.Value;
    }
}
