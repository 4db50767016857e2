package io.cryptodata.sinks.connect;

import io.cryptodata.schemas.LetterHeader;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Adds the headers of all dead letters to Connect's: `reason`, `origin.topic`, `origin.partition`, `origin.offset`.
/// Connect's `__connect.errors.*` stay.
public final class DeadLetterHeaders implements ProducerInterceptor<byte[], byte[]> {
    private static final String CONNECT = "__connect.errors.";
    private static final String UNKNOWN = "unknown";

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> letter) {
        Headers headers = letter.headers();
        if (headers.lastHeader(CONNECT + "topic") != null) {
            set(headers, LetterHeader.REASON, reasonIn(headers));
            set(headers, LetterHeader.ORIGIN_TOPIC, valueOf(headers, "topic"));
            set(headers, LetterHeader.ORIGIN_PARTITION, valueOf(headers, "partition"));
            set(headers, LetterHeader.ORIGIN_OFFSET, valueOf(headers, "offset"));
            if (letter.timestamp() != null) { // Connect sends a letter with the time of its record
                set(headers, LetterHeader.ORIGIN_TIMESTAMP, letter.timestamp().toString());
            }
        }
        return letter;
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        // Connect handles failures
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // no settings
    }

    @Override
    public void close() {
        // nothing to close
    }

    private static String reasonIn(Headers headers) {
        String message = valueOf(headers, "exception.message");
        String stage = valueOf(headers, "stage");
        String text = message == null || message.isBlank() ? valueOf(headers, "exception.class.name") : message;
        return (stage == null ? UNKNOWN : stage) + ": " + (text == null ? UNKNOWN : text);
    }

    private static @Nullable String valueOf(Headers headers, String name) {
        Header header = headers.lastHeader(CONNECT + name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void set(Headers headers, String name, @Nullable String value) {
        headers.remove(name);
        headers.add(name, (value == null ? UNKNOWN : value).getBytes(StandardCharsets.UTF_8));
    }
}
