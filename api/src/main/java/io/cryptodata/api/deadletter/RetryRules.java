package io.cryptodata.api.deadletter;

import io.cryptodata.api.deadletter.DeadLetter.Identity;
import io.cryptodata.api.deadletter.DeadLetter.Origin;
import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.topic.RecordSource;
import io.cryptodata.api.topic.SchemaLookup;
import io.cryptodata.api.topic.ValueDecoder;
import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Decides which letters of one topic are published again.
final class RetryRules {
    private final LetterIndex index;
    private final @Nullable Topic origin;
    private final ClosedRule closed;
    private final boolean unprovenToo;
    private final @Nullable NewestRecords newest;

    private RetryRules(LetterIndex index, @Nullable Topic origin, ClosedRule closed, boolean unprovenToo,
            @Nullable NewestRecords newest) {
        this.index = index;
        this.origin = origin;
        this.closed = closed;
        this.unprovenToo = unprovenToo;
        this.newest = newest;
    }

    /// Reads what the decisions need.
    ///
    /// @param topic of dead letters
    /// @param unprovenToo whether [ClosedRule] is left out
    static RetryRules read(RecordSource records, SchemaLookup schemas, String topic, LetterIndex index,
            LetterFilter filter, boolean unprovenToo) {
        ValueDecoder decoder = new ValueDecoder(strict(schemas));
        Topic origin = Topics.catalogue().all().stream()
                .filter(each -> each.hasDeadLetters() && TopicName.deadLettersOf(each.name()).equals(topic))
                .filter(each -> records.topics().contains(each.name())).findFirst().orElse(null);
        NewestRecords newest = origin == null || origin.kept() != Topic.Kept.COMPACTED
                ? null
                : newestOf(records, origin.name(), topic, index, filter, decoder);
        return new RetryRules(index, origin, new ClosedRule(decoder), unprovenToo, newest);
    }

    private static NewestRecords newestOf(RecordSource records, String origin, String topic, LetterIndex index,
            LetterFilter filter, ValueDecoder decoder) {
        Set<Identity> letters = new HashSet<>();
        Set<ByteBuffer> keys = new HashSet<>();
        index.forEach(records, topic, letter -> {
            Identity identity = letter.identity();
            if (identity != null && !letter.isRetried() && filter.matches(letter)) {
                letters.add(identity);
                keys.add(NewestRecords.keyOf(letter.stored()));
            }
        });
        return NewestRecords.read(records, origin, letters, keys, decoder);
    }

    RetryDecision decide(DeadLetter letter) {
        Origin from = letter.origin();
        if (from == null) {
            return new RetryDecision.Skip("its headers do not name its origin");
        }
        if (origin == null || !origin.name().equals(from.topic())) {
            return new RetryDecision.Skip("its origin " + from.topic() + " is not the topic of these letters");
        }
        if (letter.stored().value() == null) {
            return new RetryDecision.Skip("it has no value");
        }
        if (index.sameRecordRetried(letter).isPresent()) {
            return new RetryDecision.Mark();
        }
        Optional<String> refusal = unprovenToo ? Optional.empty() : closed.refusal(letter, from);
        return refusal.or(() -> newest == null ? Optional.empty() : newest.refusal(letter))
                .<RetryDecision>map(RetryDecision.Skip::new).orElseGet(RetryDecision.Publish::new);
    }

    /// An outage of the registry is a failure here: a value that cannot be checked must not pass as unreadable.
    private static SchemaLookup strict(SchemaLookup schemas) {
        return id -> switch (schemas.byId(id)) {
            case SchemaLookup.Found.Unavailable(String reason) ->
                throw new QueryException(QueryException.Kind.UNAVAILABLE, reason);
            case SchemaLookup.Found found -> found;
        };
    }
}
