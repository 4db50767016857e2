package io.cryptodata.producers.kafka;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LeaderWriterTest {
    private static final List<ProducerRecord<String, byte[]>> ENTRIES = List.of(entry("a"), entry("b"));

    private final List<MockProducer<String, byte[]>> producers = new ArrayList<>();
    private final LeaderWriter writer = new LeaderWriter(() -> {
        producers.add(new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()));
        return producers.getLast();
    });

    @Test
    void records_are_written_in_one_transaction_and_their_ends_are_returned() {
        writer.open();
        assertThat(writer.write(ENTRIES)).containsValue(2L);
        assertThat(producers.getFirst().commitCount()).isEqualTo(1);
        assertThat(producers.getFirst().history()).isEqualTo(ENTRIES);
    }

    @Test
    void nothing_is_written_before_the_term_and_after_it() {
        assertThatThrownBy(() -> writer.write(ENTRIES)).isInstanceOf(KafkaException.class)
                .hasMessageContaining("not opened");
        writer.open();
        writer.close();
        assertThatThrownBy(() -> writer.write(ENTRIES)).hasMessageContaining("leadership has ended");
        assertThat(producers.getFirst().history()).isEmpty();
        assertThat(producers.getFirst().closed()).isTrue();
    }

    @Test
    void a_fenced_writer_writes_nothing_and_stays_closed_until_it_is_opened_again() {
        writer.open();
        producers.getFirst().fenceProducer();
        assertThatThrownBy(() -> writer.write(ENTRIES)).isInstanceOf(KafkaException.class);
        assertThat(writer.isOpen()).isFalse();
        assertThat(writer.whyClosed()).contains("ProducerFencedException");
        assertThatThrownBy(() -> writer.write(ENTRIES)).hasMessageContaining("ProducerFencedException");
        writer.open();
        assertThat(writer.write(ENTRIES)).hasSize(1);
        assertThat(producers).hasSize(2);
    }

    @Test
    void an_aborted_transaction_leaves_the_writer_open_and_an_unknown_commit_closes_it() {
        writer.open();
        producers.getFirst().sendException = new KafkaException("buffer full");
        assertThatThrownBy(() -> writer.write(ENTRIES)).hasMessageContaining("buffer full");
        assertThat(writer.isOpen()).isTrue();
        producers.getFirst().sendException = null;
        producers.getFirst().commitTransactionException = new KafkaException("timed out");
        assertThatThrownBy(() -> writer.write(ENTRIES)).hasMessageContaining("timed out");
        assertThat(writer.isOpen()).isFalse();
    }

    private static ProducerRecord<String, byte[]> entry(String key) {
        return new ProducerRecord<>("universe", 3, key, new byte[]{1});
    }
}
