package io.cryptodata.service.topic;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

import java.util.Map;
import java.util.Optional;

/// Marks a topic as the complete copy of another one: a position of a group without members, with the ids of both topics. A topic
/// that is created again under the same name has another id.
record CopyMark(Admin admin) {
    static final String GROUP = "cda-partitions";

    /// From now on the copy stands for the original.
    void put(String topic, Uuid id, Uuid original) {
        TopicAdmin.resultOf(admin.alterConsumerGroupOffsets(GROUP,
                Map.of(first(topic), new OffsetAndMetadata(0, id + " " + original))).all());
    }

    /// The id of the topic of which this one is the complete copy.
    Optional<Uuid> original(String topic, Uuid id) {
        OffsetAndMetadata mark = TopicAdmin.resultOf(
                admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata()).get(first(topic));
        return Optional.ofNullable(mark).map(OffsetAndMetadata::metadata).filter(ids -> ids.startsWith(id + " "))
                .map(ids -> Uuid.fromString(ids.substring(ids.indexOf(' ') + 1)));
    }

    private static TopicPartition first(String topic) {
        return new TopicPartition(topic, 0);
    }
}
