package io.cryptodata.api.deadletter;

import io.cryptodata.schemas.LetterHeader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// A record that could not be processed, as it is stored.
///
/// @param origin null if the headers do not name it
/// @param isRetried whether it was published again
public record DeadLetter(ConsumerRecord<byte[], byte[]> stored, @Nullable Origin origin, String reason,
        boolean isRetried) {
    private static final String NO_REASON = "no reason is recorded";

    /// Where the record was.
    ///
    /// @param appendedAt when it was appended; for letters of older versions, when the letter was
    public record Origin(String topic, int partition, long offset, Instant appendedAt) {
        @Override
        public String toString() {
            return topic + "-" + partition + "@" + offset;
        }
    }

    /// Where a letter is on its topic.
    public record Position(int partition, long offset) {
        @Override
        public String toString() {
            return partition + "@" + offset;
        }
    }

    /// What two letters of the same record have in common. The hash differs if the topic was created anew in between.
    record Identity(int partition, long offset, int keyHash, int valueHash) {}

    static DeadLetter of(ConsumerRecord<byte[], byte[]> stored, boolean isRetried) {
        String reason = text(stored, LetterHeader.REASON);
        return new DeadLetter(stored, originOf(stored), reason == null ? NO_REASON : reason, isRetried);
    }

    /// The topic of dead letters.
    public String topic() {
        return stored.topic();
    }

    public Position position() {
        return new Position(stored.partition(), stored.offset());
    }

    /// When the letter was appended.
    public Instant time() {
        return Instant.ofEpochMilli(stored.timestamp());
    }

    @Nullable
    Identity identity() {
        return origin == null
                ? null
                : new Identity(origin.partition, origin.offset, Arrays.hashCode(stored.key()),
                        Arrays.hashCode(stored.value()));
    }

    private static @Nullable Origin originOf(ConsumerRecord<byte[], byte[]> stored) {
        String topic = text(stored, LetterHeader.ORIGIN_TOPIC);
        Long partition = number(stored, LetterHeader.ORIGIN_PARTITION);
        Long offset = number(stored, LetterHeader.ORIGIN_OFFSET);
        Long appended = number(stored, LetterHeader.ORIGIN_TIMESTAMP);
        return topic == null || partition == null || offset == null || partition > Integer.MAX_VALUE
                ? null
                : new Origin(topic, partition.intValue(), offset,
                        Instant.ofEpochMilli(appended == null ? stored.timestamp() : appended));
    }

    /// Null unless the header is a number that is not negative.
    static @Nullable Long number(ConsumerRecord<byte[], byte[]> stored, String header) {
        String text = text(stored, header);
        try {
            long number = text == null ? -1 : Long.parseLong(text);
            return number < 0 ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> stored, String name) {
        Header header = stored.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
