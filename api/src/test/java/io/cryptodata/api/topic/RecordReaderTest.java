package io.cryptodata.api.topic;

import io.cryptodata.api.failure.QueryException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A broker that stops to answer while a topic is read.
class RecordReaderTest {
    private static final String TOPIC = "ledger";

    @Test
    void a_broker_that_hangs_is_named_in_one_sentence() {
        assertThatThrownBy(() -> reader(new TimeoutException("Failed to get offsets by times in 15000ms"))
                .readAll(TOPIC, _ -> {}))
                .isInstanceOfSatisfying(QueryException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(QueryException.Kind.UNAVAILABLE))
                .hasMessage("the broker at 127.0.0.1:9092 does not respond");
    }

    @Test
    void a_broker_whose_disk_failed_is_named_with_the_reason() {
        assertThatThrownBy(() -> reader(new KafkaStorageException("Disk error when trying to access log file"))
                .readAll(TOPIC, _ -> {})).isInstanceOf(QueryException.class)
                .hasMessage("the broker at 127.0.0.1:9092 cannot answer (Disk error when trying to access log file)");
    }

    private static RecordReader reader(KafkaException failure) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        Node node = new Node(1, "127.0.0.1", 9092);
        consumer.updatePartitions(TOPIC,
                List.of(new PartitionInfo(TOPIC, 0, node, new Node[]{node}, new Node[]{node})));
        consumer.setOffsetsException(failure);
        return new RecordReader(consumer, "127.0.0.1:9092");
    }
}
