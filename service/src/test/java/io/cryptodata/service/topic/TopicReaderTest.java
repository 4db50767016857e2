package io.cryptodata.service.topic;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TopicReaderTest {
    private static final TopicPartition ZERO = new TopicPartition("flags", 0);
    private static final TopicPartition ONE = new TopicPartition("flags", 1);

    private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
    private final TopicReader<String, String> reader = new TopicReader<>(consumer, Duration.ofSeconds(10));
    private final List<String> values = new ArrayList<>();

    @Test
    void reads_every_record_of_all_partitions_and_then_only_what_is_new() {
        assign(3, 1);
        add(ZERO, 0, "a", "1");
        add(ZERO, 1, "a", "2");
        add(ZERO, 2, "b", "3");
        add(ONE, 0, "c", "4");
        reader.readToEnd(message -> values.add(message.value()));
        assertThat(values).containsExactlyInAnyOrder("1", "2", "3", "4");
        consumer.updateEndOffsets(Map.of(ZERO, 4L));
        add(ZERO, 3, "a", "5");
        values.clear();
        reader.readToEnd(message -> values.add(message.value()));
        assertThat(values).containsExactly("5");
    }

    @Test
    void the_latest_value_of_each_key_remains_and_tombstones_remove() {
        assign(4, 0);
        add(ZERO, 0, "a", "1");
        add(ZERO, 1, "b", "2");
        add(ZERO, 2, "a", "3");
        add(ZERO, 3, "b", null);
        assertThat(reader.readLatest()).containsExactly(Map.entry("a", "3"));
    }

    @Test
    void transaction_markers_at_the_end_count_as_read() {
        assign(2, 0);
        add(ZERO, 0, "a", "1");
        consumer.schedulePollTask(() -> consumer.seek(ZERO, 2));
        consumer.schedulePollTask(() -> consumer.seek(ZERO, 2));
        reader.readToEnd(message -> values.add(message.value()));
        assertThat(reader.hasReached(Map.of(ZERO, 2L))).isTrue();
    }

    @Test
    void records_after_the_requested_end_are_left_out() {
        assign(3, 0);
        add(ZERO, 0, "a", "1");
        add(ZERO, 1, "a", "2");
        add(ZERO, 2, "a", "3");
        reader.readTo(Map.of(ZERO, 2L), message -> values.add(message.value()));
        assertThat(values).containsExactly("1", "2");
    }

    @Test
    void records_after_the_requested_end_belong_to_the_next_read() {
        assign(3, 0);
        add(ZERO, 0, "a", "1");
        add(ZERO, 1, "a", "2");
        add(ZERO, 2, "a", "3");
        reader.readTo(Map.of(ZERO, 1L), message -> values.add(message.value()));
        add(ZERO, 1, "a", "2");
        add(ZERO, 2, "a", "3");
        reader.readToEnd(message -> values.add(message.value()));
        assertThat(values).containsExactly("1", "2", "3");
    }

    @Test
    void reading_starts_at_a_given_offset() {
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L));
        consumer.updateEndOffsets(Map.of(ZERO, 2L));
        reader.assign(Map.of(ZERO, 1L));
        add(ZERO, 1, "a", "2");
        reader.readToEnd(message -> values.add(message.value()));
        assertThat(values).containsExactly("2");
    }

    @Test
    void an_end_that_is_not_reached_is_an_error_that_names_the_partition() {
        TopicReader<String, String> impatient = new TopicReader<>(consumer, Duration.ZERO);
        assign(1, 0);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> impatient.readToEnd(_ -> {}))
                .withMessageContaining("{flags-0=1}");
    }

    @Test
    void a_compacted_topic_reads_some_partitions_and_closes_its_consumer() {
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L));
        consumer.updateEndOffsets(Map.of(ZERO, 0L));
        assertThat(new TopicReader<>(consumer, Duration.ofSeconds(1)).ends(List.of(ZERO))).containsEntry(ZERO, 0L);
        reader.close();
        assertThat(consumer.closed()).isTrue();
    }

    private void assign(long endOfZero, long endOfOne) {
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
        consumer.updateEndOffsets(Map.of(ZERO, endOfZero, ONE, endOfOne));
        reader.assign(List.of(ZERO, ONE));
    }

    private void add(TopicPartition partition, long offset, String key, @Nullable String value) {
        consumer.addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, value));
    }
}
