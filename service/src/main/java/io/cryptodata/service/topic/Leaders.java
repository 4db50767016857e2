package io.cryptodata.service.topic;

import io.cryptodata.service.lifecycle.SetupException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The leaders of partitions that were just created. A topic is listed, and its creation acknowledged, before its leaders accept
/// records.
final class Leaders {
    private Leaders() {}

    /// Waits until the leader of every partition serves it. A producer that starts after that is not refused
    /// (see [IdempotentProducers]).
    ///
    /// @param partitions the number of partitions by topic
    /// @throws SetupException if one does not within 30 seconds
    static void await(Admin admin, Map<String, Integer> partitions) {
        Map<TopicPartition, OffsetSpec> latest = partitions.entrySet().stream()
                .flatMap(topic -> IntStream.range(0, topic.getValue())
                        .mapToObj(number -> new TopicPartition(topic.getKey(), number)))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        if (!latest.isEmpty()) {
            // repeated by the client while a leader is missing or does not know that it is one
            TopicAdmin.resultOf(admin.listOffsets(latest).all());
        }
    }
}
