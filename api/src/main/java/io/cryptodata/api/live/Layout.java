package io.cryptodata.api.live;

import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.utils.Utils;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Which partitions the topics of the stream have, in one order.
///
/// @param cluster a number of the Kafka cluster and its topics, so that a position of another one, or of topics that were made
///     anew since, is recognised
/// @param counts partitions by the order of [LiveTopic]
record Layout(int cluster, List<Integer> counts) {
    /// A partition of one topic.
    record Slot(LiveTopic topic, int partition) {}

    Layout {
        counts = List.copyOf(counts);
    }

    /// @param clusterId of the Kafka cluster
    /// @param topics by the order of [LiveTopic]
    static Layout of(String clusterId, List<TopicDescription> topics) {
        return new Layout(Objects.hash(clusterId, topics.stream().map(TopicDescription::topicId).toList()),
                topics.stream().map(each -> each.partitions().size()).toList());
    }

    /// All partitions, in the order of positions.
    List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        for (LiveTopic topic : LiveTopic.values()) {
            for (int partition = 0; partition < counts.get(topic.ordinal()); partition++) {
                slots.add(new Slot(topic, partition));
            }
        }
        return slots;
    }

    /// The number of partitions.
    int size() {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /// Where a topic begins.
    int first(LiveTopic topic) {
        return counts.subList(0, topic.ordinal()).stream().mapToInt(Integer::intValue).sum();
    }

    /// Where a partition is.
    int indexOf(LiveTopic topic, int partition) {
        return first(topic) + partition;
    }

    /// The partition of a market in a topic.
    int partitionOf(LiveTopic topic, String market) {
        return Utils.toPositive(Utils.murmur2(market.getBytes(StandardCharsets.UTF_8))) % counts.get(topic.ordinal());
    }
}
