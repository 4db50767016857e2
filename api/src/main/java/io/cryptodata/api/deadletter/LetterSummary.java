package io.cryptodata.api.deadletter;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The letters on one topic.
///
/// @param topic the topic of dead letters
/// @param waiting how many were not published again
/// @param oldest when the first waiting letter was appended; null if none waits
/// @param newest when the last one was
/// @param retried how many were published again
/// @param reasons of the waiting letters, most frequent first: at most a thousand kinds
public record LetterSummary(String topic, long waiting, @Nullable Instant oldest, @Nullable Instant newest,
        long retried, List<Reason> reasons) {
    private static final int MOST_REASONS = 1000;
    private static final String OTHERS = "other reasons";

    public LetterSummary {
        reasons = List.copyOf(reasons);
    }

    /// How many waiting letters have a reason of this kind: without times, numbers and quoted values.
    public record Reason(String reason, long letters) {}

    static final class Counting {
        private final String topic;
        private final Map<String, Long> reasons = new HashMap<>();
        private long waiting;
        private long retried;
        private @Nullable Instant oldest;
        private @Nullable Instant newest;

        Counting(String topic) {
            this.topic = topic;
        }

        void add(DeadLetter letter) {
            if (letter.isRetried()) {
                retried++;
                return;
            }
            waiting++;
            Instant time = letter.time();
            oldest = oldest == null || time.isBefore(oldest) ? time : oldest;
            newest = newest == null || time.isAfter(newest) ? time : newest;
            String kind = ReasonKind.of(letter.reason());
            boolean isKept = reasons.size() < MOST_REASONS || reasons.containsKey(kind);
            reasons.merge(isKept ? kind : OTHERS, 1L, Long::sum);
        }

        LetterSummary summary() {
            List<Reason> sorted = reasons.entrySet().stream()
                    .map(reason -> new Reason(reason.getKey(), reason.getValue()))
                    .sorted(Comparator.comparingLong(Reason::letters).reversed().thenComparing(Reason::reason))
                    .toList();
            return new LetterSummary(topic, waiting, oldest, newest, retried, sorted);
        }
    }
}
