package io.cryptodata.api.pipeline;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.kafka.KafkaFailure;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reads from the broker where its topics end, how far its consumer groups are, and whether the stream has a member. Keeps one
/// connection. Not thread-safe, but for [#close()].
final class BrokerProbe implements Callable<BrokerProbe.Result>, AutoCloseable {
    private static final int MOST_GROUPS = 200;

    private final KafkaAccess broker;
    private final String streamsGroup;
    private final Duration timeout;
    private final TopicRates rates = new TopicRates(System::nanoTime);
    private final StalledGroups groups = new StalledGroups(System::nanoTime);
    private volatile @Nullable Admin admin;

    /// @param streamsGroup consumer group of the stream
    /// @param timeout of each request
    BrokerProbe(KafkaAccess broker, String streamsGroup, Duration timeout) {
        this.broker = broker;
        this.streamsGroup = streamsGroup;
        this.timeout = timeout;
    }

    /// @param topics how many it has
    /// @param streamsState of the stream's group; null where there is no such group
    /// @param lags of every group that this login may see, largest first
    /// @param stalled those of them whose groups read nothing
    record Result(int topics, @Nullable GroupState streamsState, List<Overview.Lag> lags,
            List<Overview.Lag> stalled, List<Overview.TopicFlow> flows) {}

    @Override
    public Result call() throws Exception {
        try {
            Admin now = connected();
            Set<String> names = get(now.listTopics().names());
            List<TopicPartition> partitions = partitions(now, names);
            // positions before ends, so that records arriving in between count as lag
            Map<String, Map<TopicPartition, OffsetAndMetadata>> positions = positions(now);
            Map<TopicPartition, Long> ends = offsets(now, partitions, OffsetSpec.latest());
            Map<TopicPartition, Long> begins = offsets(now, partitions, OffsetSpec.earliest());
            List<StalledGroups.Progress> progress = progress(positions, ends);
            return new Result(names.size(), streamsState(now),
                    progress.stream().map(StalledGroups.Progress::lag).toList(),
                    groups.next(progress), flows(begins, ends));
        } catch (ExecutionException | TimeoutException | KafkaException unreachable) {
            throw new IllegalStateException(KafkaFailure.describe(unreachable)
                    .orElse(broker + " does not respond"), unreachable);
        }
    }

    private Admin connected() {
        Admin now = admin;
        if (now == null) {
            now = Admin.create(broker.with(Map.of("client.id", "cda-api-overview", "default.api.timeout.ms",
                    (int) timeout.toMillis(), "request.timeout.ms", (int) timeout.toMillis())));
            admin = now;
        }
        return now;
    }

    /// Of the topics of the catalogue that exist.
    private List<TopicPartition> partitions(Admin now, Set<String> names) throws Exception {
        List<String> known = Topics.catalogue().all().stream().map(Topic::name).filter(names::contains).toList();
        return get(now.describeTopics(known).allTopicNames()).values().stream().flatMap(BrokerProbe::partitions)
                .toList();
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return IntStream.range(0, topic.partitions().size())
                .mapToObj(number -> new TopicPartition(topic.name(), number));
    }

    private Map<TopicPartition, Long> offsets(Admin now, List<TopicPartition> partitions, OffsetSpec which)
            throws Exception {
        Map<TopicPartition, OffsetSpec> wanted = partitions.stream()
                .collect(Collectors.toMap(Function.identity(), _ -> which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each : get(
                now.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all()).entrySet()) {
            offsets.put(each.getKey(), each.getValue().offset());
        }
        return offsets;
    }

    private Map<String, Map<TopicPartition, OffsetAndMetadata>> positions(Admin now) throws Exception {
        List<String> groups = get(now.listGroups(ListGroupsOptions.forConsumerGroups()).valid()).stream()
                .map(GroupListing::groupId).sorted().limit(MOST_GROUPS).toList();
        if (groups.isEmpty()) {
            return Map.of();
        }
        ListConsumerGroupOffsetsSpec whole = new ListConsumerGroupOffsetsSpec();
        return get(now.listConsumerGroupOffsets(groups.stream()
                .collect(Collectors.toMap(Function.identity(), _ -> whole))).all());
    }

    private static List<StalledGroups.Progress> progress(Map<String, Map<TopicPartition, OffsetAndMetadata>> positions,
            Map<TopicPartition, Long> ends) {
        List<StalledGroups.Progress> progress = new ArrayList<>();
        positions.forEach((group, ofGroup) -> {
            Map<String, Long> records = new TreeMap<>();
            Map<String, Long> position = new TreeMap<>();
            ofGroup.forEach((partition, at) -> {
                Long end = ends.get(partition);
                if (at != null && end != null) {
                    records.merge(partition.topic(), Math.max(0, end - at.offset()), Long::sum);
                    position.merge(partition.topic(), at.offset(), Long::sum);
                }
            });
            records.forEach((topic, number) -> progress.add(new StalledGroups.Progress(
                    new Overview.Lag(group, topic, number), position.getOrDefault(topic, 0L))));
        });
        progress.sort((one, other) -> Long.compare(other.lag().records(), one.lag().records()));
        return progress;
    }

    private List<Overview.TopicFlow> flows(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        Map<String, Long> records = new TreeMap<>();
        Map<String, Long> end = new TreeMap<>();
        ends.forEach((partition, offset) -> {
            records.merge(partition.topic(), offset - begins.getOrDefault(partition, 0L), Long::sum);
            end.merge(partition.topic(), offset, Long::sum);
        });
        Map<String, Double> perMinute = rates.next(end);
        return records.entrySet().stream()
                .map(each -> new Overview.TopicFlow(each.getKey(), each.getValue(), perMinute.get(each.getKey())))
                .toList();
    }

    private @Nullable GroupState streamsState(Admin now) throws Exception {
        try {
            ConsumerGroupDescription described = get(
                    now.describeConsumerGroups(List.of(streamsGroup)).all()).get(streamsGroup);
            return described == null ? null : described.groupState();
        } catch (ExecutionException noSuchGroup) {
            return null;
        }
    }

    private <T> T get(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        Admin now = admin;
        if (now != null) {
            now.close(Duration.ZERO);
        }
    }
}
