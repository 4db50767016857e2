package io.cryptodata.service.topic;

import io.cryptodata.schemas.LetterHeader;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.logging.MarketLog;
import io.cryptodata.service.metrics.ServiceMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC.MDCCloseable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// Writes dead letters to `<topic>.dlq`: key, value and headers as they were, with reason and origin as further headers.
///
/// A reader that starts again meets the same records again. So the newest letters on the topic are read first, and a record
/// that is among them is not written twice. Only processes that read the same record within a second may both write it.
public final class KafkaDeadLetters implements DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaDeadLetters.class);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    private static final int LONGEST_REASON = 1000;

    private final Producer<String, byte[]> producer;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final MeterRegistry meters;
    private final Map<String, WrittenLetters> written = new HashMap<>();

    /// @param consumers creates a consumer that reads committed records and has no group
    public KafkaDeadLetters(Producer<String, byte[]> producer, Supplier<Consumer<String, byte[]>> consumers,
            MeterRegistry meters) {
        this.producer = producer;
        this.consumers = consumers;
        this.meters = meters;
    }

    @Override
    public synchronized void add(ConsumerRecord<String, byte[]> origin, String reason) {
        WrittenLetters letters = written.computeIfAbsent(TopicName.deadLettersOf(origin.topic()),
                topic -> new WrittenLetters(topic, consumers, READ_TIMEOUT));
        WrittenLetters.Origin id = WrittenLetters.Origin.of(origin);
        if (letters.contain(id)) {
            return;
        }
        write(origin, reason);
        letters.add(id);
        try (MDCCloseable _ = MarketLog.about(String.valueOf(origin.key()))) {
            LOG.warn("dead letter: {}-{} offset {}: {}", origin.topic(), origin.partition(), origin.offset(), reason);
        }
        ServiceMeters.DEAD_LETTERS.counterIn(meters, origin.topic()).increment();
    }

    private void write(ConsumerRecord<String, byte[]> origin, String reason) {
        try {
            send(letter(origin, reason, origin.value()));
        } catch (RecordTooLargeException e) {
            send(letter(origin, reason + " (the value of " + origin.serializedValueSize()
                    + " bytes is too large for a dead letter)", null));
        }
    }

    private void send(ProducerRecord<String, byte[]> letter) {
        try {
            producer.send(letter).get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException tooLarge) {
                throw tooLarge;
            }
            throw new KafkaException("a dead letter could not be written to " + letter.topic() + ": "
                    + e.getCause(), e);
        }
    }

    private static ProducerRecord<String, byte[]> letter(ConsumerRecord<String, byte[]> origin, String reason,
            byte @Nullable [] value) {
        Headers headers = new RecordHeaders(origin.headers());
        put(headers, LetterHeader.REASON,
                reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON));
        put(headers, LetterHeader.ORIGIN_TOPIC, origin.topic());
        put(headers, LetterHeader.ORIGIN_PARTITION, Integer.toString(origin.partition()));
        put(headers, LetterHeader.ORIGIN_OFFSET, Long.toString(origin.offset()));
        put(headers, LetterHeader.ORIGIN_TIMESTAMP, Long.toString(origin.timestamp()));
        return new ProducerRecord<>(TopicName.deadLettersOf(origin.topic()), null, origin.key(), value, headers);
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
