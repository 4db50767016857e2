package io.cryptodata.producers.universe;

import io.cryptodata.domain.universe.Overrides;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.registry.RegistryUnavailableException;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;

class OverridesReaderTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final TopicPartition FLAGS = new TopicPartition(TopicName.OVERRIDES_FLAGS, 0);

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private volatile boolean hasRegistry = true;
    private final OverridesReader reader = new OverridesReader(this::consumer, List.of(TopicName.OVERRIDES_FLAGS),
            new OverrideRows(_ -> new OverrideRows.Declaration("", "", false), this::flag),
            (origin, reason) -> letters.add(origin.offset() + " " + reason), () -> {});

    @AfterEach
    void stop() {
        reader.close();
    }

    @Test
    void an_unreadable_row_is_a_dead_letter_and_the_row_keeps_its_last_readable_version() throws Exception {
        log.addAll(List.of("LUNA", "poison of LUNA", "UST"));
        reader.start();
        assertThat(reader.awaitAll(TIMEOUT)).isTrue();
        assertThat(reader.now()).isEqualTo(new Overrides(Map.of(), Set.of("LUNA", "UST")));
        assertThat(letters).containsExactly("1 not a flag");
    }

    @Test
    void while_the_registry_is_away_nothing_is_complete_and_no_row_is_skipped() throws Exception {
        log.addAll(List.of("LUNA", "UST"));
        hasRegistry = false;
        reader.start();
        assertThat(Await.until(() -> reader.health().reasons().toString().contains("no registry"), TIMEOUT)).isTrue();
        assertThat(reader.awaitAll(Duration.ZERO)).isFalse();
        assertThat(reader.now()).isEqualTo(Overrides.none());
        hasRegistry = true;
        assertThat(reader.awaitAll(TIMEOUT)).isTrue();
        assertThat(reader.now().excludedBases()).containsExactlyInAnyOrder("LUNA", "UST");
        assertThat(letters).isEmpty();
    }

    private OverrideRows.FlagRow flag(byte[] bytes) {
        String base = new String(bytes, StandardCharsets.UTF_8);
        if (!hasRegistry) {
            throw new RegistryUnavailableException("no registry", new IllegalStateException());
        }
        if (base.startsWith("poison")) {
            throw new SerializationException("not a flag");
        }
        return new OverrideRows.FlagRow(base, OverrideRows.EXCLUDE, true);
    }

    private Consumer<String, byte[]> consumer() {
        Node node = new Node(1, "127.0.0.1", 9092);
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(TopicName.OVERRIDES_FLAGS, List.of(
                new PartitionInfo(TopicName.OVERRIDES_FLAGS, 0, node, new Node[]{node}, new Node[]{node})));
        consumer.updateBeginningOffsets(Map.of(FLAGS, 0L));
        consumer.updateEndOffsets(Map.of(FLAGS, (long) log.size()));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < log.size(); i++) {
                String value = log.get(i);
                String key = value.substring(value.lastIndexOf(' ') + 1) + ":exclude";
                consumer.addRecord(new ConsumerRecord<>(TopicName.OVERRIDES_FLAGS, 0, i, key,
                        value.getBytes(StandardCharsets.UTF_8)));
            }
        });
        return consumer;
    }
}
