package io.cryptodata.streams.replay;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.streams.runtime.StreamsProperties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How far the stream process is with `candles.replay`.
///
/// @param admin of the broker
record StreamProgress(Admin admin) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /// Whether a stream process runs anywhere.
    ///
    /// @throws KafkaException if the broker does not respond
    boolean isRunning() throws InterruptedException {
        try {
            String group = StreamsProperties.APPLICATION_ID;
            return get(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
                    .anyMatch(described -> !described.members().isEmpty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw failed(e);
        }
    }

    /// Whether everything before `offset` of a partition of `candles.replay` is folded and committed.
    ///
    /// @throws KafkaException if the broker does not respond
    boolean hasFolded(int partition, long offset) throws InterruptedException {
        try {
            OffsetAndMetadata position = get(admin.listConsumerGroupOffsets(StreamsProperties.APPLICATION_ID)
                    .partitionsToOffsetAndMetadata()).get(new TopicPartition(TopicName.CANDLES_REPLAY, partition));
            return position != null && position.offset() >= offset;
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private static KafkaException failed(ExecutionException e) {
        return new KafkaException("the broker does not report the progress of the stream: " + e.getMessage(), e);
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException, InterruptedException {
        try {
            return Objects.requireNonNull(future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            throw new KafkaException("the broker does not respond within " + TIMEOUT.toSeconds() + " s", e);
        }
    }
}
