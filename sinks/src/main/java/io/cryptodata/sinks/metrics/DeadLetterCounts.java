package io.cryptodata.sinks.metrics;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How many letters were ever written to each dead-letter topic: the end of its only partition.
final class DeadLetterCounts {
    private static final long TIMEOUT_SECONDS = 5;

    private final List<String> topics = Topics.catalogue().all().stream().filter(Topic::hasDeadLetters)
            .map(topic -> TopicName.deadLettersOf(topic.name())).toList();
    private final Map<String, Long> ends = new ConcurrentHashMap<>();

    DeadLetterCounts(MeterRegistry meters) {
        topics.forEach(topic -> SinksMeters.DEAD_LETTERS.gaugeIn(meters, topic, this::end, topic));
    }

    private double end(String topic) {
        Long end = ends.get(topic);
        return end == null ? Double.NaN : end;
    }

    /// Asks the broker once. Keeps the former counts if it does not respond.
    void measure(Admin admin) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = topics.stream().map(topic -> new TopicPartition(topic, 0))
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        try {
            Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(wanted).all().get(TIMEOUT_SECONDS,
                    TimeUnit.SECONDS);
            found.forEach((partition, end) -> ends.put(partition.topic(), end.offset()));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the dead-letter topics cannot be read: " + e.getMessage(), e);
        }
    }
}
