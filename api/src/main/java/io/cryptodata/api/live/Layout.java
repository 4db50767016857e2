package io.cryptodata.api.live;

import org.apache.kafka.common.utils.Utils;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Which partitions the topics of the stream have, in one order.
///
/// @param cluster a number of the Kafka cluster, so that a position of another one is recognised
/// @param counts partitions by the order of [LiveTopic]
record Layout(int cluster, List<Integer> counts) {
    /// A partition of one topic.
    record Slot(LiveTopic topic, int partition) {}

    Layout {
        counts = List.copyOf(counts);
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
