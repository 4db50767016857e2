package io.cryptodata.api.operator;

import io.cryptodata.api.deadletter.DeadLetters;
import io.cryptodata.api.deadletter.LetterFilter;
import io.cryptodata.api.deadletter.LetterRetry;
import io.cryptodata.api.deadletter.RetryReport;
import io.cryptodata.api.http.ProblemException;
import io.cryptodata.api.topic.RecordReader;
import io.cryptodata.api.topic.RegistrySchemas;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;

import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/// Publishes the dead letters of a topic again, one topic at a time: the writer of retried records has one transaction.
final class LetterRetries {
    private static final int CONFLICT = 409;

    private final KafkaAccess broker;
    private final HttpAccess registry;
    private final Semaphore permit = new Semaphore(1);

    LetterRetries(KafkaAccess broker, HttpAccess registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /// @param topic of dead letters, or the topic whose letters it has
    /// @throws ProblemException while another retry runs
    /// @throws io.cryptodata.api.failure.QueryException if there is no such topic, naming those that exist, or the broker does
    ///         not respond
    RetryReport retry(String topic) {
        if (!permit.tryAcquire()) {
            throw new ProblemException(CONFLICT, "conflict",
                    "dead letters are being retried: try again when that is done");
        }
        try (RecordReader reader = RecordReader.of(broker)) {
            String letters = new DeadLetters(reader).topics(topic).getFirst();
            RegistrySchemas schemas = new RegistrySchemas(registry);
            try (LetterRetry retry = LetterRetry.of(reader, schemas, broker)) {
                return retry.retry(letters, LetterFilter.ALL, false);
            }
        } finally {
            permit.release();
        }
    }

    /// For people.
    static String describe(RetryReport report) {
        String skipped = report.skipped().stream().map(each -> each.letters() + " stay: " + each.reason())
                .collect(Collectors.joining("; "));
        return "published again: " + report.retried()
                + (report.duplicates() == 0 ? "" : ", duplicates: " + report.duplicates())
                + (skipped.isEmpty() ? "" : "; " + skipped);
    }
}
