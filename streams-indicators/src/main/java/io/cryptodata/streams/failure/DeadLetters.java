package io.cryptodata.streams.failure;

import io.cryptodata.schemas.LetterHeader;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.logging.MarketLog;
import io.cryptodata.streams.metrics.StreamsMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC.MDCCloseable;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Creates dead letters for `<topic>.dlq`: the original bytes and headers, with reason and origin as further headers.
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    /// Kafka creates the handlers and passes them the settings: this setting carries the meters
    private static final String METERS = "cda.meters";
    private static final int LONGEST_REASON = 1000;

    private final MeterRegistry meters;

    private DeadLetters(MeterRegistry meters) {
        this.meters = meters;
    }

    /// The setting by which the handlers find the meters.
    public static Map<String, Object> settings(MeterRegistry meters) {
        return Map.of(METERS, meters);
    }

    static DeadLetters configured(Map<String, ?> settings) {
        if (settings.get(METERS) instanceof MeterRegistry meters) {
            return new DeadLetters(meters);
        }
        throw new IllegalStateException("the stream's settings lack " + METERS + "; use DeadLetters.settings");
    }

    ProducerRecord<byte[], byte[]> of(Origin origin, byte @Nullable [] key, byte @Nullable [] value, String reason) {
        try (MDCCloseable _ = MarketLog.about(key)) {
            LOG.warn("dead letter: {}-{} offset {}: {}", origin.topic(), origin.partition(), origin.offset(), reason);
        }
        StreamsMeters.DEAD_LETTERS.counterIn(meters, origin.topic()).increment();
        String kept = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        Headers headers = new RecordHeaders(origin.headers());
        put(headers, LetterHeader.REASON, kept);
        put(headers, LetterHeader.ORIGIN_TOPIC, origin.topic());
        put(headers, LetterHeader.ORIGIN_PARTITION, Integer.toString(origin.partition()));
        put(headers, LetterHeader.ORIGIN_OFFSET, Long.toString(origin.offset()));
        put(headers, LetterHeader.ORIGIN_TIMESTAMP, Long.toString(origin.timestamp()));
        return new ProducerRecord<>(TopicName.deadLettersOf(origin.topic()), null, key, value, headers);
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /// Where a record was read from.
    ///
    /// @param timestamp when it was appended, in milliseconds since 1970
    record Origin(String topic, int partition, long offset, long timestamp, Headers headers) {}
}
