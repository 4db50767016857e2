package io.cryptodata.streams.runtime;

import io.cryptodata.schemas.TopicName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How many committed records of `candles.1h` have no committed result yet. Zero means: all that could be said is said,
/// and readers see it.
public final class CandleLag {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private CandleLag() {}

    /// @return the lag over all partitions, transaction markers included; empty if the broker does not answer
    public static OptionalLong measure(Admin admin, String group) {
        try {
            // positions before ends, so that what arrives in between counts as lag and never the other way round
            Map<TopicPartition, OffsetAndMetadata> positions = answer(
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            Map<TopicPartition, ListOffsetsResultInfo> ends = answer(
                    admin.listOffsets(partitions(admin), committed()).all());
            return OptionalLong.of(ends.entrySet().stream()
                    .mapToLong(end -> behind(positions.get(end.getKey()), end.getValue().offset())).sum());
        } catch (ExecutionException | TimeoutException e) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private static long behind(@Nullable OffsetAndMetadata position, long end) {
        return Math.max(0, end - (position == null ? 0 : position.offset()));
    }

    private static Map<TopicPartition, OffsetSpec> partitions(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        TopicDescription candles = answer(admin.describeTopics(List.of(TopicName.CANDLES_1H)).topicNameValues()
                .get(TopicName.CANDLES_1H));
        return IntStream.range(0, candles.partitions().size())
                .mapToObj(partition -> new TopicPartition(TopicName.CANDLES_1H, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    }

    private static ListOffsetsOptions committed() {
        return new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    }

    private static <T> T answer(@Nullable KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return Objects.requireNonNull(future).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
