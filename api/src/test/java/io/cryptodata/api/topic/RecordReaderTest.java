package io.cryptodata.api.topic;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.service.kafka.KafkaAccess;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Topics that are read to their end, and brokers that do not answer.
class RecordReaderTest {
    private static final String TOPIC = "ledger";

    @Test
    void a_broker_that_hangs_is_named_in_one_sentence() {
        assertThatThrownBy(() -> reader(new TimeoutException("Failed to get offsets by times in 15000ms"))
                .readAll(TOPIC, _ -> {}))
                .isInstanceOfSatisfying(QueryException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(QueryException.Kind.UNAVAILABLE))
                .hasMessage("the broker at 127.0.0.1:9092 does not respond; where it demands encryption or a login, set"
                        + " CDA_KAFKA_SECURITY_PROTOCOL");
    }

    @Test
    void a_broker_whose_disk_failed_is_named_with_the_reason() {
        assertThatThrownBy(() -> reader(new KafkaStorageException("Disk error when trying to access log file"))
                .readAll(TOPIC, _ -> {})).isInstanceOf(QueryException.class)
                .hasMessage("the broker at 127.0.0.1:9092 cannot answer (Disk error when trying to access log file)");
    }

    @Test
    void every_partition_is_read_up_to_its_end_of_the_beginning() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        TopicPartition first = partition(consumer, 0, 3, 5);
        TopicPartition second = partition(consumer, 1, 0, 2);
        TopicPartition empty = partition(consumer, 2, 7, 7);
        consumer.schedulePollTask(() -> {
            add(consumer, second, 0);
            add(consumer, first, 3);
            add(consumer, first, 4);
        });
        consumer.schedulePollTask(() -> {
            add(consumer, second, 1);
            add(consumer, second, 2);
        });

        List<String> read = new ArrayList<>();
        List<Set<TopicPartition>> assigned = new ArrayList<>();
        new RecordReader(consumer, KafkaAccess.plain("127.0.0.1:9092")).readAll(TOPIC, message -> {
            read.add(message.partition() + "@" + message.offset());
            assigned.add(Set.copyOf(consumer.assignment()));
        });

        assertThat(read).containsExactlyInAnyOrder("0@3", "0@4", "1@0", "1@1")
                .containsSubsequence("0@3", "0@4").containsSubsequence("1@0", "1@1");
        assertThat(assigned).containsOnly(Set.of(first, second)).isNotEmpty();
        assertThat(empty).isNotIn(assigned.getFirst());
    }

    @Test
    void a_topic_can_be_read_again() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        TopicPartition only = partition(consumer, 0, 0, 1);
        consumer.schedulePollTask(() -> add(consumer, only, 0));
        List<Long> read = new ArrayList<>();
        RecordReader reader = new RecordReader(consumer, KafkaAccess.plain("127.0.0.1:9092"));
        reader.readAll(TOPIC, message -> read.add(message.offset()));
        consumer.schedulePollTask(() -> {
            assertThat(consumer.paused()).isEmpty();
            add(consumer, only, 0);
        });
        reader.readAll(TOPIC, message -> read.add(message.offset()));
        assertThat(read).containsExactly(0L, 0L);
    }

    private static TopicPartition partition(MockConsumer<byte[], byte[]> consumer, int number, long begin, long end) {
        TopicPartition partition = new TopicPartition(TOPIC, number);
        Node node = new Node(1, "127.0.0.1", 9092);
        List<PartitionInfo> known = new ArrayList<>(consumer.listTopics().getOrDefault(TOPIC, List.of()));
        known.add(new PartitionInfo(TOPIC, number, node, new Node[]{node}, new Node[]{node}));
        consumer.updatePartitions(TOPIC, known);
        consumer.updateBeginningOffsets(Map.of(partition, begin));
        consumer.updateEndOffsets(Map.of(partition, end));
        return partition;
    }

    private static void add(MockConsumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, partition.partition(), offset, new byte[]{1}, new byte[]{2}));
    }

    private static RecordReader reader(KafkaException failure) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        Node node = new Node(1, "127.0.0.1", 9092);
        consumer.updatePartitions(TOPIC,
                List.of(new PartitionInfo(TOPIC, 0, node, new Node[]{node}, new Node[]{node})));
        consumer.setOffsetsException(failure);
        return new RecordReader(consumer, KafkaAccess.plain("127.0.0.1:9092"));
    }
}
