package io.cryptodata.sinks.connect;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterHeadersTest {
    private final DeadLetterHeaders headers = new DeadLetterHeaders();

    @Test
    void a_dead_letter_of_connect_gets_reason_and_origin() {
        ProducerRecord<byte[], byte[]> letter = letter();
        put(letter, "topic", "candles.1h");
        put(letter, "partition", "3");
        put(letter, "offset", "42");
        put(letter, "stage", "TASK_PUT");
        put(letter, "exception.message", "column h1_data.volume must be a finite number");
        Headers sent = headers.onSend(letter).headers();
        assertThat(text(sent, "reason")).isEqualTo("TASK_PUT: column h1_data.volume must be a finite number");
        assertThat(text(sent, "origin.topic")).isEqualTo("candles.1h");
        assertThat(text(sent, "origin.partition")).isEqualTo("3");
        assertThat(text(sent, "origin.offset")).isEqualTo("42");
        assertThat(text(sent, "origin.timestamp")).isEqualTo("1704067200000");
    }

    @Test
    void other_records_are_left_alone() {
        assertThat(headers.onSend(letter()).headers()).isEmpty();
    }

    private static ProducerRecord<byte[], byte[]> letter() {
        return new ProducerRecord<>("candles.1h.dlq", null, 1_704_067_200_000L, null, new byte[]{1});
    }

    private static void put(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add("__connect.errors." + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
