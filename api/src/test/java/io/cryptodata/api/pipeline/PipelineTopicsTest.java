package io.cryptodata.api.pipeline;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.http.HttpAccess;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// What is appended to the topics is known after a request, and not before it was read.
class PipelineTopicsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final TopicPartition LETTERS = new TopicPartition(
            TopicName.deadLettersOf(TopicName.CANDLES_1H), 0);

    @Test
    void what_is_appended_while_idle_is_read_on_request() throws InterruptedException {
        MockConsumer<String, byte[]> consumer = consumer();
        try (PipelineTopics topics = topics(consumer)) {
            assertThat(topics.isCurrent()).isFalse();
            assertThat(topics.readAt()).isEmpty();
            topics.start();
            assertThat(topics.awaitCurrent(TIMEOUT)).isTrue();
            assertThat(topics.letters().waiting()).isEmpty();
            for (long offset = 0; offset < 3; offset++) {
                consumer.addRecord(new ConsumerRecord<>(LETTERS.topic(), 0, offset, "key", new byte[]{1}));
                consumer.updateEndOffsets(Map.of(LETTERS, offset + 1));
                assertThat(topics.awaitCurrent(TIMEOUT)).isTrue();
                assertThat(topics.letters().waiting().getFirst().letters()).isEqualTo(offset + 1);
            }
            assertThat(topics.isCurrent()).isTrue();
            assertThat(topics.readAt()).contains(NOON);
        }
    }

    @Test
    void while_the_topics_cannot_be_read_nothing_is_current() throws InterruptedException {
        MockConsumer<String, byte[]> consumer = consumer();
        consumer.setOffsetsException(new KafkaException("not authorized"));
        try (PipelineTopics topics = topics(consumer)) {
            topics.start();
            assertThat(topics.awaitCurrent(Duration.ofMillis(200))).isFalse();
            assertThat(topics.isCurrent()).isFalse();
        }
    }

    private static PipelineTopics topics(MockConsumer<String, byte[]> consumer) {
        return new PipelineTopics(() -> consumer, HttpAccess.plain("http://127.0.0.1:1"), () -> false, () -> NOON);
    }

    private static MockConsumer<String, byte[]> consumer() {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(LETTERS.topic(), List.of(
                new PartitionInfo(LETTERS.topic(), 0, Node.noNode(), new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(LETTERS, 0L));
        consumer.updateEndOffsets(Map.of(LETTERS, 0L));
        return consumer;
    }
}
