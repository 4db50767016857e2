package io.cryptodata.service.topic;

import io.cryptodata.service.registry.RegistryUnavailableException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CompactedTopicTest {
    private static final TopicPartition ZERO = new TopicPartition("ledger", 0);

    private final List<ConsumerRecord<String, byte[]>> log = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();
    private final CompactedTopic topic = new CompactedTopic("ledger", this::consumer, Duration.ofSeconds(10),
            (origin, reason) -> letters.add(origin.key() + " " + origin.offset() + " " + reason));

    @Test
    void an_unreadable_record_becomes_a_dead_letter_and_the_other_keys_are_read() {
        add("a", "1");
        add("b", "poison");
        add("c", "3");
        CompactedTopic.Content<Integer> content = read();
        assertThat(content.values()).containsExactlyInAnyOrderEntriesOf(Map.of("a", 1, "c", 3));
        assertThat(content.restored()).isEmpty();
        assertThat(letters).containsExactly("b 1 For input string: \"poison\"");
    }

    @Test
    void the_last_readable_record_of_a_key_stands_for_an_unreadable_one() {
        add("a", "1");
        add("a", "2");
        add("a", "worse");
        add("b", "5");
        add("a", "poison");
        CompactedTopic.Content<Integer> content = read();
        assertThat(content.values()).containsExactlyInAnyOrderEntriesOf(Map.of("a", 2, "b", 5));
        assertThat(content.restored()).containsOnlyKeys("a").containsEntry("a", "2".getBytes(StandardCharsets.UTF_8));
        assertThat(letters).singleElement().asString().startsWith("a 4 ");
    }

    @Test
    void nothing_from_before_a_deletion_is_restored() {
        add("a", "1");
        add("a", null);
        add("a", "poison");
        assertThat(read().values()).isEmpty();
        assertThat(read().restored()).isEmpty();
    }

    @Test
    void a_record_without_a_key_is_a_dead_letter() {
        add(null, "1");
        assertThat(read().values()).isEmpty();
        assertThat(letters).singleElement().asString().contains("must have a key");
    }

    @Test
    void an_unavailable_registry_fails_the_read_and_no_record_is_lost_to_the_dead_letters() {
        add("a", "1");
        assertThatThrownBy(() -> topic.read(List.of(0), (_, _) -> {
            throw new RegistryUnavailableException("no response", new IllegalStateException());
        })).isInstanceOf(RegistryUnavailableException.class);
        assertThat(letters).isEmpty();
    }

    private CompactedTopic.Content<Integer> read() {
        return topic.read(List.of(0), (_, value) -> Integer.parseInt(new String(value, StandardCharsets.UTF_8)));
    }

    private void add(@Nullable String key, @Nullable String value) {
        log.add(new ConsumerRecord<>("ledger", 0, log.size(), key,
                value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
    }

    private Consumer<String, byte[]> consumer() {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L));
        consumer.updateEndOffsets(Map.of(ZERO, (long) log.size()));
        consumer.schedulePollTask(() -> log.forEach(consumer::addRecord));
        return consumer;
    }
}
