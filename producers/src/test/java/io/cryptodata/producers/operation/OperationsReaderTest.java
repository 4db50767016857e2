package io.cryptodata.producers.operation;

import io.cryptodata.schemas.OperationKind;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Operation;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

class OperationsReaderTest {
    private static final TopicPartition OPERATIONS = new TopicPartition(TopicName.OPERATIONS, 0);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /// the records: `kind target`, and optionally when a pause ends
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<String> runs = new CopyOnWriteArrayList<>();
    private volatile Instant now = NOON;
    private volatile @Nullable RuntimeException outage;
    private volatile int consumers;
    private final VenuePauses pauses = new VenuePauses(() -> now);
    private final OperationsReader reader = new OperationsReader(this::consumer, OperationsReaderTest::read,
            (origin, reason) -> letters.add(origin.offset() + " " + reason), pauses);

    @AfterEach
    void stop() {
        reader.close();
    }

    @Test
    void a_pause_from_before_the_start_is_in_force_when_the_start_returns() {
        log.addAll(List.of("pause binance", "pause okx", "resume okx"));
        start();
        assertThat(pauses.contains("binance")).isTrue();
        assertThat(pauses.contains("okx")).isFalse();
        assertThat(pauses.describe())
                .containsExactly("binance is paused by an operator: anna, since " + NOON + ": maintenance");
    }

    @Test
    void a_task_runs_once_for_every_request_after_the_start_and_for_none_before_it() {
        log.addAll(List.of("run universe", "run listing.okx"));
        start();
        log.add("run universe");
        await(() -> runs.equals(List.of("universe")));
        outage = new KafkaException("the broker is away");
        await(() -> !reader.health().reasons().isEmpty());
        outage = null;
        log.add("run candles.binance");
        await(() -> runs.size() == 2);
        assertThat(consumers).as("everything was read again").isGreaterThan(1);
        assertThat(runs).containsExactly("universe", "candles.binance");
    }

    @Test
    void pauses_are_reported_as_they_begin_and_end_and_no_task_of_a_paused_venue_runs() {
        start();
        log.addAll(List.of("pause binance", "pause binance", "run listing.binance", "run listing.okx"));
        await(() -> runs.equals(List.of("listing.okx")));
        log.addAll(List.of("resume binance", "run listing.binance"));
        await(() -> runs.size() == 2);
        assertThat(changes).containsExactly("binance", "binance");
        assertThat(pauses.isEmpty()).isTrue();
    }

    @Test
    void a_pause_with_an_end_ends_by_itself() {
        log.add("pause binance " + NOON.plusSeconds(60));
        start();
        assertThat(pauses.of("binance").reason().orElseThrow()).contains("until 2026-01-01T12:01:00Z");
        now = NOON.plusSeconds(60);
        assertThat(pauses.contains("binance")).isFalse();
    }

    @Test
    void an_unreadable_request_is_a_dead_letter_and_the_pause_before_it_holds() {
        log.addAll(List.of("pause binance", "poison binance", "stop okx"));
        start();
        assertThat(pauses.contains("binance")).isTrue();
        assertThat(letters).containsExactly("1 not a request",
                "2 no operation is called 'stop'; there are [run, pause, resume]");
    }

    private void start() {
        reader.connect(new RunnableTasks(Map.of("universe", () -> runs.add("universe"), "listing.binance",
                () -> runs.add("listing.binance"), "listing.okx", () -> runs.add("listing.okx"), "candles.binance",
                () -> runs.add("candles.binance")), pauses), changes::add);
        reader.start(TIMEOUT);
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Await.until(condition, TIMEOUT)).isTrue();
    }

    private static Operation read(byte[] bytes) {
        String[] words = new String(bytes, StandardCharsets.UTF_8).split(" ");
        if (words[0].equals("poison")) {
            throw new SerializationException("not a request");
        }
        return new Operation("1", words[0], words[1], "anna", NOON, "maintenance",
                words.length < 3 ? null : Instant.parse(words[2]));
    }

    private static String keyOf(String text) {
        String[] words = text.split(" ");
        return (words[0].equals("run") ? OperationKind.RUN : OperationKind.PAUSE).keyOf(words[1]);
    }

    private Consumer<String, byte[]> consumer() {
        consumers++;
        Node node = new Node(1, "127.0.0.1", 9092);
        MockConsumer<String, byte[]> consumer = new Following();
        consumer.updatePartitions(TopicName.OPERATIONS, List.of(
                new PartitionInfo(TopicName.OPERATIONS, 0, node, new Node[]{node}, new Node[]{node})));
        consumer.updateBeginningOffsets(Map.of(OPERATIONS, 0L));
        consumer.updateEndOffsets(Map.of(OPERATIONS, (long) log.size()));
        return consumer;
    }

    /// Returns what is added to the log as it is added.
    private final class Following extends MockConsumer<String, byte[]> {
        private int next;

        private Following() {
            super("earliest");
        }

        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
            RuntimeException failure = outage;
            if (failure != null) {
                throw failure;
            }
            for (; next < log.size(); next++) {
                addRecord(new ConsumerRecord<>(TopicName.OPERATIONS, 0, next, keyOf(log.get(next)),
                        log.get(next).getBytes(StandardCharsets.UTF_8)));
            }
            return super.poll(timeout);
        }
    }
}
