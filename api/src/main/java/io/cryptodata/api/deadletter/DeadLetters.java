package io.cryptodata.api.deadletter;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.topic.RecordSource;
import io.cryptodata.schemas.TopicName;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The dead letters of a broker. A failure is a [QueryException].
public record DeadLetters(RecordSource records) {
    private static final Comparator<DeadLetter> BY_TIME = Comparator.comparing(DeadLetter::time)
            .thenComparing(DeadLetter::topic).thenComparing(letter -> letter.stored().partition())
            .thenComparing(letter -> letter.stored().offset());

    /// The topics of dead letters by name.
    ///
    /// @param topic one of them, or the topic whose letters it has; null for all
    /// @throws QueryException if there is no such topic, naming those that exist
    public List<String> topics(@Nullable String topic) {
        List<String> existing = records.topics().stream().filter(DeadLetters::hasLetters).toList();
        if (topic == null) {
            return existing;
        }
        String wanted = hasLetters(topic) ? topic : TopicName.deadLettersOf(topic);
        if (!existing.contains(wanted)) {
            throw new QueryException(QueryException.Kind.NOT_FOUND, "there is no topic '" + wanted + "'; "
                    + (existing.isEmpty()
                            ? "the broker has no topic of dead letters"
                            : "topics of dead letters: " + String.join(", ", existing)));
        }
        return List.of(wanted);
    }

    /// Counts the letters of a topic that the filter matches.
    public LetterSummary summary(String topic, LetterFilter filter) {
        LetterSummary.Counting counting = new LetterSummary.Counting(topic);
        LetterIndex.read(records, topic).forEach(records, topic, letter -> {
            if (filter.matches(letter)) {
                counting.add(letter);
            }
        });
        return counting.summary();
    }

    /// The newest letters that the filter matches, oldest first.
    ///
    /// @param retriedToo whether letters that were published again are included
    public List<DeadLetter> newest(List<String> topics, LetterFilter filter, boolean retriedToo, int limit) {
        PriorityQueue<DeadLetter> newest = new PriorityQueue<>(BY_TIME);
        for (String topic : topics) {
            LetterIndex.read(records, topic).forEach(records, topic, letter -> {
                if (filter.matches(letter) && (retriedToo || !letter.isRetried())) {
                    newest.add(letter);
                    if (newest.size() > limit) {
                        newest.remove();
                    }
                }
            });
        }
        List<DeadLetter> sorted = new ArrayList<>(newest);
        sorted.sort(BY_TIME);
        return sorted;
    }

    private static boolean hasLetters(String topic) {
        return topic.endsWith(TopicName.deadLettersOf(""));
    }
}
