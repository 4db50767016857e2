package io.cryptodata.allinone.interop;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.topic.IdempotentProducers;
import io.cryptodata.service.topic.PartitionChange;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A change of the number of partitions that ends at every one of its steps, before or after the broker has carried it out, and
/// is repeated.
@ExtendWith(Servers.Shared.class)
class InterruptedPartitionChangeIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final int FORMER = 3;
    private static final int PARTITIONS = 5;
    private static final int KEYS = 20;
    private static final int RECORDS_PER_KEY = 10;

    private final Servers servers;

    InterruptedPartitionChangeIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void every_record_is_there_in_order_after_the_change_was_interrupted_and_repeated() {
        int step = 1;
        while (isInterrupted(step, false)) {
            assertThat(isInterrupted(step, true)).isTrue();
            step++;
        }
        assertThat(step).isGreaterThan(6);
    }

    /// @param carriedOut whether the broker carries out the step that fails
    /// @return false if there is no such step
    private boolean isInterrupted(int step, boolean carriedOut) {
        String topic = "moved." + step + (carriedOut ? ".after" : ".before");
        try (Admin admin = servers.admin();
                FailingAdmin failing = new FailingAdmin(servers.bootstrap(), step, carriedOut)) {
            ensure(admin, topic, FORMER);
            write(topic);
            Map<String, List<String>> before = records(topic);
            positions(admin, topic, ends(topic));
            boolean interrupted = false;
            try {
                change(failing, topic);
            } catch (FailingAdmin.Interruption e) {
                interrupted = true;
            }
            requireNoStartMeanwhile(admin, topic);
            change(admin, topic);
            assertThat(TopicAdmin.partitions(admin, List.of(topic))).containsEntry(topic, PARTITIONS);
            assertThat(records(topic)).isEqualTo(before);
            assertThat(positions(admin, topic, Map.of())).isEqualTo(ends(topic));
            assertThat(TopicAdmin.missing(admin, List.of(topic + ".aside"))).hasSize(1);
            return interrupted;
        }
    }

    private static void requireNoStartMeanwhile(Admin admin, String topic) {
        if (TopicAdmin.missing(admin, List.of(topic + ".aside")).isEmpty()) {
            assertThatThrownBy(() -> ensure(admin, topic, FORMER)).isInstanceOf(SetupException.class)
                    .hasMessageContaining(topic + ".aside. Run ./cda topics --partitions N --change-partitions again");
        }
    }

    private void change(Admin admin, String topic) {
        new PartitionChange(admin, KafkaAccess.plain(servers.bootstrap()), PARTITIONS).move(List.of(topic),
                System.out::println);
    }

    private static void ensure(Admin admin, String topic, int partitions) {
        TopicAdmin.ensure(admin, new Topics(List.of(new Topic(topic, partitions, Topic.Kept.FOR_EVER, null))), 1);
    }

    private void write(String topic) {
        Map<String, Object> settings = new HashMap<>(IdempotentProducers.SETTINGS);
        settings.put("bootstrap.servers", servers.bootstrap());
        try (Producer<String, byte[]> producer = new KafkaProducer<>(settings, new StringSerializer(),
                new ByteArraySerializer())) {
            for (int number = 0; number < KEYS * RECORDS_PER_KEY; number++) {
                byte[] value = {(byte) number};
                var unused = producer.send(new ProducerRecord<>(topic, "key " + number % KEYS, value));
            }
        }
    }

    /// The positions of a group that reads the topic.
    ///
    /// @param set what they are from now on
    private static Map<TopicPartition, Long> positions(Admin admin, String topic, Map<TopicPartition, Long> set) {
        String group = "reader of " + topic;
        Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>();
        set.forEach((partition, end) -> changed.put(partition, new OffsetAndMetadata(end)));
        Map<TopicPartition, Long> positions = new HashMap<>();
        try {
            if (!changed.isEmpty()) {
                admin.alterConsumerGroupOffsets(group, changed).all().get();
            }
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get()
                    .forEach((partition, position) -> positions.put(partition, position.offset()));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        positions.keySet().removeIf(partition -> !partition.topic().equals(topic));
        return positions;
    }

    private Map<TopicPartition, Long> ends(String topic) {
        try (TopicReader<String, byte[]> reader = TopicReader.ofBytes(KafkaAccess.plain(servers.bootstrap()),
                TIMEOUT)) {
            return reader.ends(reader.partitions(topic));
        }
    }

    /// Values and times of every key, in order.
    private Map<String, List<String>> records(String topic) {
        Map<String, List<String>> records = new TreeMap<>();
        try (TopicReader<String, byte[]> reader = TopicReader.ofBytes(KafkaAccess.plain(servers.bootstrap()),
                TIMEOUT)) {
            reader.assign(reader.partitions(topic));
            reader.readToEnd(message -> records.computeIfAbsent(message.key(), any -> new ArrayList<>())
                    .add(message.value()[0] + " at " + message.timestamp()));
        }
        assertThat(records.values()).hasSize(KEYS).allSatisfy(each -> assertThat(each).hasSize(RECORDS_PER_KEY));
        return records;
    }
}
