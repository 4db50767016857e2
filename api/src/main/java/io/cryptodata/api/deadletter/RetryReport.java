package io.cryptodata.api.deadletter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a retry did with the letters of one topic.
///
/// @param topic of dead letters
/// @param retried how many were published again
/// @param duplicates how many were only marked, because another letter of the same record was published again
/// @param skipped the others, by reason
public record RetryReport(String topic, long retried, long duplicates, List<Skipped> skipped) {
    public RetryReport {
        skipped = List.copyOf(skipped);
    }

    /// Letters that stay as they are.
    ///
    /// @param first the position of the first of them
    public record Skipped(String reason, long letters, String first) {}

    static final class Counting {
        private final String topic;
        private final Map<String, Skipped> skipped = new LinkedHashMap<>();
        private long retried;
        private long duplicates;

        Counting(String topic) {
            this.topic = topic;
        }

        void skip(DeadLetter letter, String reason) {
            Skipped before = skipped.get(reason);
            skipped.put(reason, before == null
                    ? new Skipped(reason, 1, letter.position().toString())
                    : new Skipped(reason, before.letters + 1, before.first));
        }

        void add(LetterPublisher.Item item) {
            if (item.published()) {
                retried++;
            } else {
                duplicates++;
            }
        }

        RetryReport report() {
            return new RetryReport(topic, retried, duplicates, new ArrayList<>(skipped.values()));
        }
    }
}
