package io.cryptodata.service.topic;

import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.SetupException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static java.util.Objects.requireNonNull;

/// Where consumer groups stand on topics whose partitions change.
record GroupPositions(Admin admin, KafkaAccess broker) {
    private static final Set<GroupState> WITHOUT_MEMBERS = Set.of(GroupState.EMPTY, GroupState.DEAD);
    private static final Set<GroupState> WITH_ASSIGNMENT = Set.of(GroupState.STABLE);

    /// @throws SetupException naming every topic with an open transaction, whose later records would not be copied, and every
    ///         group that reads one of the topics or has not read it to its end
    void requireFinished(List<String> topics) {
        List<String> problems = new ArrayList<>();
        topics.stream().filter(topic -> !ends(topic, IsolationLevel.READ_COMMITTED).equals(ends(topic)))
                .forEach(topic -> problems.add("topic " + topic + " has an open transaction: stop its writers; "
                        + "that of a killed one ends by itself within two minutes"));
        for (String group : topics.isEmpty() ? List.<String>of() : groups()) {
            addProblems(group, topics, problems);
        }
        if (!problems.isEmpty()) {
            throw new SetupException(
                    "the number of partitions cannot be changed; nothing was changed:\n  "
                            + String.join("\n  ", problems));
        }
    }

    private void addProblems(String group, List<String> topics, List<String> problems) {
        Map<TopicPartition, Long> positions = positions(group, topics);
        if (isReading(group, topics, !positions.isEmpty())) {
            problems.add(
                    "group " + group + " reads them: stop its processes, and wait for their session timeout if they "
                            + "stay in the group");
        }
        positions.keySet().stream().map(TopicPartition::topic).distinct().sorted().forEach(topic -> {
            long unread = new UnreadRecords(broker).count(positions,
                    ends(topic, IsolationLevel.READ_COMMITTED));
            if (unread > 0) {
                problems.add("group " + group + " has " + unread + " records of " + topic
                        + " left to read: start its processes, stop the writers, and stop it once it has read them; or delete "
                        + "the group if nobody needs it");
            }
        });
    }

    /// While a group shares out its partitions, they cannot be seen.
    private boolean isReading(String group, List<String> topics, boolean hasPositions) {
        ConsumerGroupDescription described = requireNonNull(
                TopicAdmin.resultOf(admin.describeConsumerGroups(List.of(group)).all()).get(group));
        return !WITHOUT_MEMBERS.contains(described.groupState()) && (hasPositions
                || !WITH_ASSIGNMENT.contains(described.groupState())
                || described.members().stream().flatMap(member -> member.assignment().topicPartitions().stream())
                        .anyMatch(partition -> topics.contains(partition.topic())));
    }

    /// Groups with positions on one topic stand at the end of the other afterwards.
    void putAtEnd(String from, String to) {
        Map<TopicPartition, OffsetAndMetadata> ends = ends(to).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue())));
        for (String group : groups()) {
            if (!positions(group, List.of(from)).isEmpty()) {
                TopicAdmin.resultOf(admin.alterConsumerGroupOffsets(group, ends).all());
            }
        }
    }

    private Map<TopicPartition, Long> positions(String group, Collection<String> topics) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        TopicAdmin.resultOf(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, position) -> {
                    if (topics.contains(partition.topic()) && position != null) {
                        positions.put(partition, position.offset());
                    }
                });
        return positions;
    }

    /// The ends of all partitions, open transactions included.
    Map<TopicPartition, Long> ends(String topic) {
        return ends(topic, IsolationLevel.READ_UNCOMMITTED);
    }

    private Map<TopicPartition, Long> ends(String topic, IsolationLevel visible) {
        int partitions = requireNonNull(TopicAdmin.resultOf(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)).partitions().size();
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return TopicAdmin.resultOf(admin.listOffsets(latest, new ListOffsetsOptions(visible)).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private List<String> groups() {
        return TopicAdmin.resultOf(admin.listGroups(ListGroupsOptions.forConsumerGroups()).valid()).stream()
                .map(GroupListing::groupId).filter(group -> !group.equals(CopyMark.GROUP)).toList();
    }
}
