package io.cryptodata.service.topic;

import io.cryptodata.service.metrics.MeterNames;
import io.cryptodata.service.metrics.ServiceMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KafkaDeadLettersTest {
    private static final TopicPartition LETTERS = new TopicPartition("ledger.dlq", 0);
    private static final byte[] POISON = {9, 9, 9};

    private final MockProducer<String, byte[]> producer = new MockProducer<>(true, null, new StringSerializer(),
            new ByteArraySerializer());
    private final MeterRegistry meters = MeterNames.strictRegistry();

    @Test
    void a_letter_has_the_original_bytes_the_reason_and_the_origin() {
        ConsumerRecord<String, byte[]> origin = origin(7);
        origin.headers().add("fetched.by", "one".getBytes(StandardCharsets.UTF_8));
        letters().add(origin, "not a ledger");
        ProducerRecord<String, byte[]> letter = producer.history().getFirst();
        assertThat(letter.topic()).isEqualTo("ledger.dlq");
        assertThat(letter.key()).isEqualTo("binance:BTC/USDT");
        assertThat(letter.value()).isEqualTo(POISON);
        assertThat(List.of("fetched.by", "reason", "origin.topic", "origin.partition", "origin.offset",
                "origin.timestamp"))
                .map(name -> new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8))
                .containsExactly("one", "not a ledger", "ledger", "3", "7", "-1");
        assertThat(meters.get(ServiceMeters.DEAD_LETTERS.name()).tag("topic", "ledger").counter().count()).isEqualTo(1);
    }

    @Test
    void a_record_is_kept_once_also_after_a_restart() {
        KafkaDeadLetters letters = letters();
        letters.add(origin(7), "not a ledger");
        letters.add(origin(7), "not a ledger");
        letters.add(origin(8), "not a ledger");
        assertThat(producer.history()).hasSize(2);
        KafkaDeadLetters restarted = letters();
        restarted.add(origin(7), "not a ledger");
        restarted.add(origin(8), "not a ledger");
        restarted.add(origin(9), "not a ledger");
        assertThat(producer.history()).hasSize(3);
    }

    @Test
    void a_record_of_a_topic_that_was_created_anew_is_another_one() {
        letters().add(origin(7), "not a ledger");
        letters().add(new ConsumerRecord<>("ledger", 3, 7, "binance:BTC/USDT", new byte[]{1}), "not a ledger");
        assertThat(producer.history()).hasSize(2);
    }

    @Test
    void a_letter_that_the_broker_refuses_fails_and_is_written_by_the_next_try() {
        KafkaDeadLetters letters = letters();
        producer.sendException = new KafkaException("no broker");
        assertThatThrownBy(() -> letters.add(origin(7), "not a ledger")).isInstanceOf(KafkaException.class);
        producer.sendException = null;
        letters.add(origin(7), "not a ledger");
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void a_value_that_is_too_large_for_a_letter_is_replaced_by_its_size() {
        MockProducer<String, byte[]> small = new MockProducer<>(true, null, new StringSerializer(),
                new ByteArraySerializer()) {
            @Override
            public java.util.concurrent.Future<org.apache.kafka.clients.producer.RecordMetadata> send(
                    ProducerRecord<String, byte[]> letter) {
                if (letter.value() != null) {
                    throw new RecordTooLargeException("1048588 bytes");
                }
                return super.send(letter);
            }
        };
        new KafkaDeadLetters(small, this::reader, meters).add(origin(7), "not a ledger");
        assertThat(small.history()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isNull();
            assertThat(new String(letter.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
                    .contains("not a ledger").contains("too large");
        });
    }

    private KafkaDeadLetters letters() {
        return new KafkaDeadLetters(producer, this::reader, meters);
    }

    private static ConsumerRecord<String, byte[]> origin(long offset) {
        return new ConsumerRecord<>("ledger", 3, offset, "binance:BTC/USDT", POISON);
    }

    /// Reads what the producer has written.
    private Consumer<String, byte[]> reader() {
        Node node = new Node(1, "127.0.0.1", 9092);
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        List<ProducerRecord<String, byte[]>> history = producer.history();
        consumer.updatePartitions("ledger.dlq",
                List.of(new PartitionInfo("ledger.dlq", 0, node, new Node[]{node}, new Node[]{node})));
        consumer.updateBeginningOffsets(Map.of(LETTERS, 0L));
        consumer.updateEndOffsets(Map.of(LETTERS, (long) history.size()));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < history.size(); i++) {
                ProducerRecord<String, byte[]> each = history.get(i);
                consumer.addRecord(new ConsumerRecord<>("ledger.dlq", 0, i, 0,
                        org.apache.kafka.common.record.TimestampType.LOG_APPEND_TIME, 0, 0, each.key(), each.value(),
                        each.headers(), Optional.empty()));
            }
        });
        return consumer;
    }
}
