package io.cryptodata.service.topic;

import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The leaders of partitions that were just created. A topic is listed, and its creation acknowledged, before its leaders accept
/// records.
final class Leaders {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Leaders() {}

    /// Waits until the leader of every partition serves it. A producer that starts after that is not refused
    /// (see [IdempotentProducers]).
    ///
    /// @param partitions the number of partitions by topic
    /// @throws SetupException if one does not within a minute
    static void await(Admin admin, Map<String, Integer> partitions) {
        Map<TopicPartition, OffsetSpec> latest = partitions.entrySet().stream()
                .flatMap(topic -> IntStream.range(0, topic.getValue())
                        .mapToObj(number -> new TopicPartition(topic.getKey(), number)))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        if (!latest.isEmpty()) {
            Await.untilReady(() -> notServed(admin, latest), TIMEOUT);
        }
    }

    /// The client waits for a leader that is missing or not ready, but not for a topic that its broker has not listed yet.
    private static Optional<String> notServed(Admin admin, Map<TopicPartition, OffsetSpec> latest) {
        try {
            TopicAdmin.resultOf(admin.listOffsets(latest).all());
            return Optional.empty();
        } catch (SetupException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.ofNullable(e.getMessage());
            }
            throw e;
        }
    }
}
