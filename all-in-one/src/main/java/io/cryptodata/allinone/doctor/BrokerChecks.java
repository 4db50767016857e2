package io.cryptodata.allinone.doctor;

import io.cryptodata.schemas.Topics;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.kafka.KafkaFailure;
import io.cryptodata.service.topic.TopicAdmin;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The brokers, and whether the topics are as required.
///
/// @param timeout of each check; a request gets less, so that its failure is still reported
record BrokerChecks(Installation installation, Duration timeout) {
    private static final String WHY = "nothing can be published, computed or stored";

    List<Check> all() {
        return List.of(Check.of(Checks.BROKER, List.of(Checks.INSTANCE), _ -> broker()),
                Check.of(Checks.TOPICS, List.of(Checks.BROKER), _ -> topics()));
    }

    private Outcome broker() throws InterruptedException {
        if (installation.broker().isEmpty()) {
            return Checks.unknown("CDA_KAFKA");
        }
        KafkaAccess access = installation.broker().get();
        try (Admin admin = admin(access, timeout)) {
            try {
                int nodes = admin.describeCluster().nodes().get(requestMillis(timeout), TimeUnit.MILLISECONDS).size();
                return new Outcome.Healthy(access + ", " + nodes + (nodes == 1 ? " broker" : " brokers"));
            } finally {
                admin.close(Duration.ZERO);
            }
        } catch (ExecutionException | TimeoutException | KafkaException failed) {
            String security = KafkaFailure.describe(failed).orElse("");
            return security.isEmpty()
                    ? Outcome.faulty("the broker at " + access + " does not respond", WHY,
                            "start it, or correct CDA_KAFKA; " + KafkaFailure.WITHOUT_RESPONSE)
                    : Outcome.faulty("the broker at " + access + ": " + security, WHY,
                            "docs/how-to/secure-the-connections.md");
        }
    }

    private Outcome topics() {
        Topics topics = Topics.withPartitions(installation.partitions());
        try (Admin admin = admin(installation.broker().orElseThrow(), timeout)) {
            return Outcome.of(TopicAdmin.problems(admin, topics).stream().map(BrokerChecks::finding).toList(),
                    topics.all().size() + " with the required settings");
        }
    }

    /// A problem ends with its remedy.
    private static Finding finding(String problem) {
        String[] parts = problem.split("; |\\. (?=Run )", 2);
        return new Finding(parts[0], "processes refuse to start, or records of it are lost earlier than promised",
                parts.length == 2 ? parts[1] : "./cda topics");
    }

    /// A client whose requests fail before the check's time is over.
    static Admin admin(KafkaAccess access, Duration timeout) {
        int millis = (int) requestMillis(timeout);
        return Admin.create(access.with(Map.of("client.id", "cda-doctor", "default.api.timeout.ms", millis,
                "request.timeout.ms", millis, "reconnect.backoff.ms", 1000, "reconnect.backoff.max.ms", 5000)));
    }

    private static long requestMillis(Duration timeout) {
        return timeout.toMillis() * 3 / 4;
    }
}
