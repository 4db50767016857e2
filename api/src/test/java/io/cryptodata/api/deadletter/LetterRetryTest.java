package io.cryptodata.api.deadletter;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.topic.SchemaLookup;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static io.cryptodata.api.deadletter.LetterLog.NOON;
import static io.cryptodata.api.deadletter.LetterLog.candle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LetterRetryTest {
    private static final String BTC = "binance:BTC/USDT";
    private static final byte[] POISON = {9, 9, 9};

    private final LetterLog log = new LetterLog().with("candles.1h", "candles.1h.dlq", "universe", "universe.dlq");

    @Test
    void a_letter_is_published_with_its_key_bytes_and_headers_but_those_of_the_letter() {
        log.letter("candles.1h", BTC, POISON, 5, "cannot read a Candle");
        assertThat(log.retry("candles.1h.dlq")).isEqualTo(new RetryReport("candles.1h.dlq", 1, 0, List.of()));
        assertThat(log.records("candles.1h")).singleElement().satisfies(again -> {
            assertThat(again.key()).asString(StandardCharsets.UTF_8).isEqualTo(BTC);
            assertThat(again.value()).isEqualTo(POISON);
            assertThat(headers(again)).containsExactlyInAnyOrder("fetched.by=one",
                    "retried.from=candles.1h.dlq-0@0");
        });
    }

    @Test
    void a_second_retry_publishes_nothing_twice() {
        log.letter("candles.1h", BTC, POISON, 5, "cannot read a Candle");
        log.letter("candles.1h", BTC, new byte[]{8}, 6, "cannot read a Candle");
        assertThat(log.retry("candles.1h.dlq").retried()).isEqualTo(2);
        assertThat(log.retry("candles.1h.dlq").retried()).isZero();
        log.letter("candles.1h", BTC, new byte[]{7}, 7, "cannot read a Candle");
        assertThat(log.retry("candles.1h.dlq").retried()).isEqualTo(1);
        assertThat(log.records("candles.1h")).hasSize(3);
    }

    @Test
    void a_crash_before_the_commit_leaves_neither_the_record_nor_the_mark() {
        log.letter("candles.1h", BTC, POISON, 5, "cannot read a Candle");
        MockProducer<byte[], byte[]> crashing = log.producer();
        crashing.commitTransactionException = new ProducerFencedException("killed");
        assertThatThrownBy(() -> log.retry("candles.1h.dlq", LetterFilter.ALL, crashing))
                .isInstanceOf(QueryException.class).hasMessageContaining("another retry has started");
        assertThat(log.records("candles.1h")).isEmpty();
        assertThat(log.retry("candles.1h.dlq").retried()).isEqualTo(1);
        assertThat(log.records("candles.1h")).hasSize(1);
    }

    @Test
    void more_letters_than_one_transaction_has_are_all_published() {
        for (int i = 0; i < 1203; i++) {
            log.letter("candles.1h", BTC, new byte[]{9, (byte) i, (byte) (i >> 8)}, i, "cannot read a Candle");
        }
        assertThat(log.retry("candles.1h.dlq").retried()).isEqualTo(1203);
        assertThat(log.records("candles.1h")).hasSize(1203);
        assertThat(log.retry("candles.1h.dlq").retried()).isZero();
    }

    @Test
    void a_dry_run_reports_and_publishes_nothing() {
        log.letter("candles.1h", BTC, POISON, 5, "cannot read a Candle");
        log.letter("candles.1h", BTC, POISON, 5, "TASK_PUT: no column");
        try (LetterRetry dry = LetterRetry.dry(log, LetterLog.schemas())) {
            assertThat(dry.retry("candles.1h.dlq", LetterFilter.ALL, false))
                    .isEqualTo(new RetryReport("candles.1h.dlq", 1, 1, List.of()));
        }
        assertThat(log.records("candles.1h")).isEmpty();
        assertThat(log.retry("candles.1h.dlq").retried()).isEqualTo(1);
    }

    @Test
    void only_letters_of_that_reason_and_offset_are_published() {
        log.letter("candles.1h", BTC, POISON, 5, "cannot read a Candle with schema id 99: gone");
        log.letter("candles.1h", BTC, POISON, 6, "the key must be the market");
        log.letter("candles.1h", BTC, POISON, 7, "cannot read a Candle with schema id 99: gone");
        assertThat(log.retry("candles.1h.dlq", new LetterFilter("SCHEMA ID 99", Set.of(0L, 1L)), log.producer())
                .retried()).isEqualTo(1);
        assertThat(log.retry("candles.1h.dlq", new LetterFilter(null, Set.of(1L)), log.producer()).retried())
                .isEqualTo(1);
        assertThat(log.retry("candles.1h.dlq").retried()).isEqualTo(1);
    }

    /// The streams and a sink may both refuse a record.
    @Test
    void two_letters_of_one_record_publish_it_once() {
        log.letter("candles.1h", BTC, POISON, 5, "cannot read a Candle");
        log.letter("candles.1h", BTC, POISON, 5, "VALUE_CONVERTER: not a value of this topic");
        assertThat(log.retry("candles.1h.dlq")).isEqualTo(new RetryReport("candles.1h.dlq", 1, 1, List.of()));
        log.letter("candles.1h", BTC, POISON, 5, "VALUE_CONVERTER: the same, by a restarted worker");
        assertThat(log.retry("candles.1h.dlq")).isEqualTo(new RetryReport("candles.1h.dlq", 0, 1, List.of()));
        assertThat(log.records("candles.1h")).hasSize(1);
    }

    @Test
    void the_headers_of_connect_are_not_published() {
        log.add("candles.1h.dlq", BTC, POISON, NOON, Map.of("reason", "TASK_PUT: no column", "origin.topic",
                "candles.1h", "origin.partition", "0", "origin.offset", "5", "__connect.errors.topic", "candles.1h",
                "__connect.errors.exception.stacktrace", "at java"));
        assertThat(log.retry("candles.1h.dlq").retried()).isEqualTo(1);
        assertThat(log.records("candles.1h")).singleElement()
                .satisfies(again -> assertThat(headers(again)).containsExactly("retried.from=candles.1h.dlq-0@0"));
    }

    @Test
    void a_letter_without_an_origin_or_value_is_skipped_with_the_reason() {
        log.add("candles.1h.dlq", BTC, POISON, NOON, Map.of("reason", "?"));
        log.add("candles.1h.dlq", BTC, POISON, NOON, Map.of("origin.topic", "candles.1h", "origin.partition", "-1",
                "origin.offset", "unknown"));
        log.add("candles.1h.dlq", BTC, POISON, NOON, Map.of("origin.topic", "universe", "origin.partition", "0",
                "origin.offset", "5"));
        log.letter("candles.1h", BTC, null, 5, "a value of 2000000 bytes is too large");
        assertThat(log.retry("candles.1h.dlq").skipped()).containsExactly(
                new RetryReport.Skipped("its headers do not name its origin", 2, "0@0"),
                new RetryReport.Skipped("its origin universe is not the topic of these letters", 1, "0@2"),
                new RetryReport.Skipped("it has no value", 1, "0@3"));
        assertThat(log.records("universe")).isEmpty();
    }

    @Test
    void a_topic_that_does_not_exist_is_not_created() {
        LetterLog other = new LetterLog().with("orders.dlq");
        other.letter("orders", "1", POISON, 5, "?");
        assertThat(other.retry("orders.dlq").skipped()).extracting(RetryReport.Skipped::reason)
                .containsExactly("its origin orders is not the topic of these letters");
        assertThat(other.topics()).containsExactly("orders.dlq");
    }

    @Test
    void an_older_value_never_replaces_a_newer_readable_one_of_its_key() {
        log.poison("universe", BTC, POISON);
        log.add("universe", BTC, candle(NOON), NOON, Map.of());
        log.poison("universe", "binance:ETH/USDT", POISON);
        assertThat(log.retry("universe.dlq")).isEqualTo(new RetryReport("universe.dlq", 1, 0,
                List.of(new RetryReport.Skipped("a newer readable record of its key is on the topic", 1, "0@0"))));
        assertThat(log.records("universe").getLast().key()).asString(StandardCharsets.UTF_8)
                .isEqualTo("binance:ETH/USDT");
    }

    @Test
    void a_deleted_key_does_not_come_back() {
        log.poison("universe", BTC, POISON);
        log.add("universe", BTC, null, NOON, Map.of());
        assertThat(log.retry("universe.dlq").skipped()).extracting(RetryReport.Skipped::reason)
                .containsExactly("a newer readable record of its key is on the topic");
        log.remove("universe", 0);
        log.remove("universe", 1);
        assertThat(log.retry("universe.dlq").skipped()).extracting(RetryReport.Skipped::reason)
                .containsExactly("its record is no longer on the topic: newer ones of its key have replaced it");
        assertThat(log.records("universe")).isEmpty();
    }

    @Test
    void newer_unreadable_records_of_a_key_do_not_count_and_the_newest_is_published_last() {
        log.poison("universe", BTC, POISON);
        log.poison("universe", BTC, new byte[]{8});
        assertThat(log.retry("universe.dlq").retried()).isEqualTo(2);
        assertThat(log.records("universe").getLast().value()).isEqualTo(new byte[]{8});
    }

    @Test
    void of_two_letters_of_a_key_that_are_readable_now_only_the_newer_one_is_published() {
        log.poison("universe", BTC, candle(NOON));
        log.poison("universe", BTC, candle(NOON.plusSeconds(3600)));
        assertThat(log.retry("universe.dlq")).isEqualTo(new RetryReport("universe.dlq", 1, 0,
                List.of(new RetryReport.Skipped("a newer readable record of its key is on the topic", 1, "0@0"))));
        assertThat(log.records("universe").getLast().value()).isEqualTo(candle(NOON.plusSeconds(3600)));
    }

    @Test
    void without_the_registry_nothing_is_published() {
        log.poison("universe", BTC, candle(NOON));
        MockProducer<byte[], byte[]> producer = log.producer();
        SchemaLookup down = id -> new SchemaLookup.Found.Unavailable("the registry does not respond");
        try (LetterRetry retry = LetterRetry.of(log, down, () -> producer)) {
            assertThatThrownBy(() -> retry.retry("universe.dlq", LetterFilter.ALL, false))
                    .isInstanceOf(QueryException.class).hasMessage("the registry does not respond");
        }
        assertThat(log.records("universe")).hasSize(1);
    }

    /// Later the streams would accept it: its hour has passed by then.
    @Test
    void a_candle_that_was_appended_before_its_hour_ended_is_published_only_if_that_is_requested() {
        log.letter("candles.1h", BTC, candle(NOON.plus(Duration.ofHours(1))), 5, "it cannot have been closed");
        log.letter("candles.1h", BTC, candle(NOON.minus(Duration.ofHours(1))), 6, "cannot read a Candle");
        assertThat(log.retry("candles.1h.dlq")).isEqualTo(new RetryReport("candles.1h.dlq", 1, 0,
                List.of(new RetryReport.Skipped(
                        "it was appended before the end of its time, so that it is not proven to be final", 1,
                        "0@0"))));
        MockProducer<byte[], byte[]> producer = log.producer();
        try (LetterRetry retry = LetterRetry.of(log, LetterLog.schemas(), () -> producer)) {
            assertThat(retry.retry("candles.1h.dlq", LetterFilter.ALL, true).retried()).isEqualTo(1);
        }
    }

    @Test
    void a_record_that_the_broker_refuses_is_skipped_and_its_neighbours_are_published() {
        byte[] large = new byte[100];
        for (byte i = 0; i < 5; i++) {
            log.letter("candles.1h", BTC, i == 3 ? large : new byte[]{i}, i, "cannot read a Candle");
        }
        MockProducer<byte[], byte[]> refusing = refusing(large.length);
        assertThat(log.retry("candles.1h.dlq", LetterFilter.ALL, refusing)).isEqualTo(new RetryReport(
                "candles.1h.dlq", 4, 0,
                List.of(new RetryReport.Skipped("the broker refuses its record: 100 bytes", 1, "0@3"))));
        assertThat(log.records("candles.1h")).hasSize(4);
        assertThat(log.retry("candles.1h.dlq").retried()).as("still waiting").isEqualTo(1);
    }

    private MockProducer<byte[], byte[]> refusing(int length) {
        MockProducer<byte[], byte[]> producer = new MockProducer<>(true, null,
                new org.apache.kafka.common.serialization.ByteArraySerializer(),
                new org.apache.kafka.common.serialization.ByteArraySerializer()) {
            @Override
            public synchronized java.util.concurrent.Future<org.apache.kafka.clients.producer.RecordMetadata> send(
                    org.apache.kafka.clients.producer.ProducerRecord<byte[], byte[]> sent) {
                if (sent.value() != null && sent.value().length >= length) {
                    throw new RecordTooLargeException(sent.value().length + " bytes");
                }
                return super.send(sent);
            }
        };
        log.adopt(producer);
        return producer;
    }

    private static List<String> headers(ConsumerRecord<byte[], byte[]> stored) {
        return Stream.of(stored.headers().toArray())
                .map((Header header) -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .sorted().toList();
    }

    @Test
    void a_record_of_a_topic_that_was_created_anew_is_another_one() {
        log.letter("candles.1h", BTC, POISON, 5, "cannot read a Candle");
        assertThat(log.retry("candles.1h.dlq").retried()).isEqualTo(1);
        log.letter("candles.1h", BTC, Arrays.copyOf(POISON, 2), 5, "cannot read a Candle");
        assertThat(log.retry("candles.1h.dlq").retried()).isEqualTo(1);
    }
}
