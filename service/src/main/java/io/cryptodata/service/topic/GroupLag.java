package io.cryptodata.service.topic;

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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How far consumer groups are, and how many committed records of a topic a group has not committed yet. For an exactly-once stream zero means
/// that every result is visible to readers.
public final class GroupLag {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private GroupLag() {}

    /// @return the lag over all partitions, transaction markers included; empty if the broker does not respond
    public static OptionalLong measure(Admin admin, String group, String topic) {
        return measure(admin, group, topic, _ -> true);
    }

    /// @param wanted the partitions that count
    /// @return the lag over these partitions, transaction markers included; empty if the broker does not respond
    public static OptionalLong measure(Admin admin, String group, String topic, IntPredicate wanted) {
        return progress(admin, group, topic, wanted).map(GroupProgress::lag).map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /// @return empty if the broker does not respond
    public static Optional<GroupProgress> progress(Admin admin, String group, String topic) {
        return progress(admin, group, topic, _ -> true);
    }

    private static Optional<GroupProgress> progress(Admin admin, String group, String topic, IntPredicate wanted) {
        try {
            // positions before ends, so that records arriving in between count as lag
            Map<TopicPartition, OffsetAndMetadata> positions = get(
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            Map<TopicPartition, ListOffsetsResultInfo> ends = get(
                    admin.listOffsets(partitions(admin, topic, wanted), readable()).all());
            return Optional.of(new GroupProgress(
                    ends.keySet().stream().mapToLong(partition -> committed(positions.get(partition))).sum(),
                    ends.entrySet().stream().mapToLong(end -> behind(positions.get(end.getKey()),
                            end.getValue().offset())).sum()));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static long behind(@Nullable OffsetAndMetadata position, long end) {
        return Math.max(0, end - committed(position));
    }

    private static long committed(@Nullable OffsetAndMetadata position) {
        return position == null ? 0 : position.offset();
    }

    private static Map<TopicPartition, OffsetSpec> partitions(Admin admin, String topic, IntPredicate wanted)
            throws ExecutionException, InterruptedException, TimeoutException {
        TopicDescription description = get(admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
        return IntStream.range(0, description.partitions().size()).filter(wanted)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    }

    private static ListOffsetsOptions readable() {
        return new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    }

    private static <T> T get(@Nullable KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return Objects.requireNonNull(future).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }
}
