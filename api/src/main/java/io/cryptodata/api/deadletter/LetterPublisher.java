package io.cryptodata.api.deadletter;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.schemas.LetterHeader;
import io.cryptodata.service.kafka.KafkaAccess;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/// Publishes records of letters again. A record and the mark beside its letter are in one transaction: a crash leaves both
/// or none, and a letter is never published twice. Two publishers at a time cannot both commit, because they have the same
/// transactional id: the later one fences the earlier one.
final class LetterPublisher implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    /// a cause chain longer than this is a cycle
    private static final int DEEPEST = 30;
    private static final String CONNECT = "__connect.errors.";
    private static final Set<String> OF_THE_LETTER = Set.of(LetterHeader.REASON, LetterHeader.ORIGIN_TOPIC,
            LetterHeader.ORIGIN_PARTITION, LetterHeader.ORIGIN_OFFSET, LetterHeader.ORIGIN_TIMESTAMP,
            LetterHeader.RETRIED_FROM);

    private final Producer<byte[], byte[]> producer;

    /// A letter that is marked.
    ///
    /// @param published whether its record is published, too
    record Item(DeadLetter letter, boolean published) {}

    private LetterPublisher(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    static Producer<byte[], byte[]> producer(KafkaAccess broker) {
        return new KafkaProducer<>(broker.with(Map.of("client.id", LetterRetry.TRANSACTIONAL_ID,
                "transactional.id", LetterRetry.TRANSACTIONAL_ID, "compression.type", "zstd",
                ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis(),
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TIMEOUT.toMillis(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis() / 2)), new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /// Ends what an earlier publisher left behind. What is read from now on includes all that it committed.
    ///
    /// @param producer with a transactional id; closed with this publisher
    static LetterPublisher start(Producer<byte[], byte[]> producer) {
        LetterPublisher publisher = new LetterPublisher(producer);
        try {
            producer.initTransactions();
            return publisher;
        } catch (KafkaException e) {
            publisher.close();
            throw failed(e);
        }
    }

    /// Publishes in one transaction; one that the broker refuses because of a record is repeated without it.
    ///
    /// @param refused receives each letter whose record the broker refuses, and the reason
    void publish(List<Item> items, BiConsumer<DeadLetter, String> refused) {
        try {
            producer.beginTransaction();
            items.forEach(this::send);
            producer.commitTransaction();
        } catch (KafkaException e) {
            Throwable fault = faultOfARecord(e);
            if (fault == null) {
                throw failed(e);
            }
            producer.abortTransaction();
            if (items.size() == 1) {
                refused.accept(items.getFirst().letter(), "the broker refuses its record: " + fault.getMessage());
                return;
            }
            publish(items.subList(0, items.size() / 2), refused);
            publish(items.subList(items.size() / 2, items.size()), refused);
        }
    }

    private void send(Item item) {
        DeadLetter letter = item.letter();
        if (item.published()) {
            var unused = producer.send(again(letter)); // the commit fails if it does
        }
        Headers mark = new RecordHeaders();
        mark.add(LetterHeader.RETRIED_OFFSET, bytes(Long.toString(letter.stored().offset())));
        var unused = producer.send(new ProducerRecord<>(letter.topic(), letter.stored().partition(),
                letter.stored().key(), null, mark));
    }

    /// Key, value and headers as they were. The key decides the partition, as for the record.
    private static ProducerRecord<byte[], byte[]> again(DeadLetter letter) {
        DeadLetter.Origin origin = requireNonNull(letter.origin());
        Headers headers = new RecordHeaders();
        for (Header header : letter.stored().headers()) {
            if (!OF_THE_LETTER.contains(header.key()) && !header.key().startsWith(CONNECT)) {
                headers.add(header);
            }
        }
        headers.add(LetterHeader.RETRIED_FROM, bytes(letter.topic() + "-" + letter.position()));
        Integer partition = letter.stored().key() == null ? Integer.valueOf(origin.partition()) : null;
        return new ProducerRecord<>(origin.topic(), partition, letter.stored().key(), letter.stored().value(), headers);
    }

    private static @Nullable Throwable faultOfARecord(Throwable failure) {
        return causes(failure).filter(
                cause -> cause instanceof RecordTooLargeException || cause instanceof InvalidRecordException)
                .findFirst().orElse(null);
    }

    private static QueryException failed(KafkaException failure) {
        boolean fenced = causes(failure).anyMatch(cause -> cause instanceof ProducerFencedException
                || cause instanceof InvalidProducerEpochException);
        return fenced
                ? new QueryException(QueryException.Kind.INVALID,
                        "another retry has started and replaced this one; what this one has committed is not repeated",
                        failure)
                : new QueryException(QueryException.Kind.UNAVAILABLE,
                        "the letters cannot be published: " + failure.getMessage(), failure);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
