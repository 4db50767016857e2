package io.cryptodata.api.deadletter;

import io.cryptodata.api.deadletter.LetterPublisher.Item;
import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.topic.RecordSource;
import io.cryptodata.api.topic.SchemaLookup;
import io.cryptodata.service.kafka.KafkaAccess;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/// Publishes the records of letters to the topics from which they came, each once. A record that still cannot be processed
/// becomes a new letter; a record that was processed meanwhile is a repeat, which every reader ignores.
public final class LetterRetry implements AutoCloseable {
    /// Of the writer of retried records and marks.
    public static final String TRANSACTIONAL_ID = "cda-dlq-retry";

    private static final int LETTERS_PER_TRANSACTION = 500;

    private final RecordSource records;
    private final SchemaLookup schemas;
    private final @Nullable LetterPublisher publisher;

    private LetterRetry(RecordSource records, SchemaLookup schemas, @Nullable LetterPublisher publisher) {
        this.records = records;
        this.schemas = schemas;
        this.publisher = publisher;
    }

    /// Publishes to the broker at this address.
    ///
    /// @throws QueryException if the broker does not respond
    public static LetterRetry of(RecordSource records, SchemaLookup schemas, KafkaAccess broker) {
        return of(records, schemas, () -> LetterPublisher.producer(broker));
    }

    static LetterRetry of(RecordSource records, SchemaLookup schemas, Supplier<Producer<byte[], byte[]>> producer) {
        return new LetterRetry(records, schemas, LetterPublisher.start(producer.get()));
    }

    /// Publishes nothing: the reports are what a retry would do.
    public static LetterRetry dry(RecordSource records, SchemaLookup schemas) {
        return new LetterRetry(records, schemas, null);
    }

    /// Publishes the letters of a topic that the filter matches and that were not published again before.
    ///
    /// @param unprovenToo whether values are included that had not happened yet when they were appended
    /// @throws QueryException if broker or registry do not respond; what is committed is not repeated by the next retry
    public RetryReport retry(String topic, LetterFilter filter, boolean unprovenToo) {
        LetterIndex index = LetterIndex.read(records, topic);
        RetryRules rules = RetryRules.read(records, schemas, topic, index, filter, unprovenToo);
        RetryReport.Counting counting = new RetryReport.Counting(topic);
        List<Item> batch = new ArrayList<>();
        index.forEach(records, topic, letter -> {
            if (letter.isRetried() || !filter.matches(letter)) {
                return;
            }
            if (batch.size() == LETTERS_PER_TRANSACTION || batch.stream().anyMatch(item -> isSame(item, letter))) {
                publish(batch, index, counting);
            }
            switch (rules.decide(letter)) {
                case RetryDecision.Skip(String reason) -> counting.skip(letter, reason);
                case RetryDecision.Mark() -> batch.add(new Item(letter, false));
                case RetryDecision.Publish() -> batch.add(new Item(letter, true));
            }
        });
        publish(batch, index, counting);
        return counting.report();
    }

    /// Of two letters of one record the second is decided after the first is committed.
    private static boolean isSame(Item item, DeadLetter letter) {
        return item.letter().identity() != null && Objects.equals(item.letter().identity(), letter.identity());
    }

    private void publish(List<Item> batch, LetterIndex index, RetryReport.Counting counting) {
        Set<DeadLetter> refused = new HashSet<>();
        if (publisher != null && !batch.isEmpty()) {
            publisher.publish(batch, (letter, reason) -> {
                refused.add(letter);
                counting.skip(letter, reason);
            });
        }
        batch.stream().filter(item -> !refused.contains(item.letter())).forEach(item -> {
            counting.add(item);
            index.addRetried(item.letter());
        });
        batch.clear();
    }

    @Override
    public void close() {
        if (publisher != null) {
            publisher.close();
        }
    }
}
