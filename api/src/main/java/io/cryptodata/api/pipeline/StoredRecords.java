package io.cryptodata.api.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.deadletter.DeadLetter;
import io.cryptodata.api.deadletter.DeadLetters;
import io.cryptodata.api.deadletter.LetterFilter;
import io.cryptodata.api.deadletter.LetterJson;
import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.json.Json;
import io.cryptodata.api.topic.RecordReader;
import io.cryptodata.api.topic.RegistrySchemas;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.QuarantinedCandle;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.RegistryUnavailableException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The newest quarantined rows and dead letters, read from their topics on request; few at a time.
final class StoredRecords {
    private static final int MOST_AT_A_TIME = 3;
    private static final long MAX_WAIT_SECONDS = 5;
    private static final int LONGEST_TEXT = 2_000;

    private final KafkaAccess broker;
    private final HttpAccess registry;
    private final Semaphore permits = new Semaphore(MOST_AT_A_TIME);

    StoredRecords(KafkaAccess broker, HttpAccess registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /// @param timestamp the open time that the venue served; null where it is not valid
    /// @param reason such as `INCONSISTENT`, with what was expected and what was served
    /// @param raw the row as it was served, cut to 1,000 characters; empty where the record cannot be decoded
    /// @param receivedAt when the request started, by the venue's clock; otherwise when the record was appended
    record QuarantinedRow(String market, @Nullable Instant timestamp, String reason, String venue, String raw,
            Instant receivedAt, int partition, long offset) {}

    record QuarantinedRows(List<QuarantinedRow> rows) {}

    /// @param value decoded, as JSON, where it can be; otherwise the reason or the bytes
    record Letter(String topic, int partition, long offset, String reason, @Nullable String originTopic,
            @Nullable Integer originPartition, @Nullable Long originOffset, @Nullable String key, Instant time,
            @Nullable String value) {}

    record Letters(List<Letter> letters) {}

    /// Newest first.
    ///
    /// @param market `exchange:asset`; empty for all
    /// @param exchange of the rows; empty for all
    QuarantinedRows quarantined(Optional<String> market, Optional<String> exchange, int limit) {
        return reading(() -> {
            try (RecordReader reader = RecordReader.of(broker);
                    Serde<QuarantinedCandle> rows = AvroSerdes.of(QuarantinedCandle.class, registry)) {
                Predicate<ConsumerRecord<byte[], byte[]>> wanted = market.isPresent()
                        ? RecordReader.withKey(market.get())
                        : exchange.<Predicate<ConsumerRecord<byte[], byte[]>>>map(StoredRecords::ofExchange)
                                .orElse(_ -> true);
                List<QuarantinedRow> found = new ArrayList<>();
                reader.newest(limit,
                        reader.ends(reader.partitions(TopicName.CANDLES_QUARANTINE, market.orElse(null))), wanted)
                        .forEach(each -> found.add(row(each, rows.deserializer()::deserialize)));
                return new QuarantinedRows(found.reversed());
            }
        });
    }

    private static Predicate<ConsumerRecord<byte[], byte[]>> ofExchange(String exchange) {
        String prefix = exchange + ":";
        return each -> each.key() != null && new String(each.key(), StandardCharsets.UTF_8).startsWith(prefix);
    }

    /// @param values deserializes the value of a topic
    /// @throws QueryException if the registry does not respond
    static QuarantinedRow row(ConsumerRecord<byte[], byte[]> each,
            BiFunction<String, byte[], QuarantinedCandle> values) {
        try {
            QuarantinedCandle row = values.apply(each.topic(), each.value());
            return new QuarantinedRow(row.getExchange() + ":" + row.getAsset(), row.getTimestamp(),
                    row.getReason() + ": " + row.getDetail(), row.getExchange(), row.getExcerpt(), row.getSeenAt(),
                    each.partition(), each.offset());
        } catch (RuntimeException failure) {
            if (RegistryUnavailableException.isBehind(failure)) {
                throw new QueryException(QueryException.Kind.UNAVAILABLE, "the schema registry does not respond",
                        failure);
            }
            return undecodable(each, failure);
        }
    }

    private static QuarantinedRow undecodable(ConsumerRecord<byte[], byte[]> each, RuntimeException failure) {
        String key = each.key() == null ? "" : new String(each.key(), StandardCharsets.UTF_8);
        return new QuarantinedRow(key, null, "UNDECODABLE: " + failure.getMessage(),
                key.substring(0, Math.max(0, key.indexOf(':'))), "", Instant.ofEpochMilli(each.timestamp()),
                each.partition(), each.offset());
    }

    /// Those that were not published again, newest first.
    ///
    /// @param topic of dead letters, or the topic whose letters it has; empty for all
    Letters letters(Optional<String> topic, int limit) {
        return reading(() -> {
            try (RecordReader reader = RecordReader.of(broker)) {
                DeadLetters letters = new DeadLetters(reader);
                LetterJson json = new LetterJson(new RegistrySchemas(registry));
                return new Letters(letters.newest(letters.topics(topic.orElse(null)), LetterFilter.ALL, false, limit)
                        .stream().sorted(Comparator.comparing(DeadLetter::time).reversed())
                        .map(each -> letter(each, json.of(each))).toList());
            }
        });
    }

    private static Letter letter(DeadLetter letter, JsonNode json) {
        DeadLetter.Origin origin = letter.origin();
        return new Letter(letter.topic(), letter.stored().partition(), letter.stored().offset(), letter.reason(),
                origin == null ? null : origin.topic(), origin == null ? null : origin.partition(),
                origin == null ? null : origin.offset(), text(json.get("key")), letter.time(),
                text(json.has("value") ? json.get("value") : json.get("value_base64")));
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        String text = node.isTextual() ? node.asText() : Json.of(node);
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    }

    private <T> T reading(Supplier<T> records) {
        try {
            if (!permits.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new QueryException(QueryException.Kind.UNAVAILABLE,
                        "too many read the topics at the same time: try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(QueryException.Kind.UNAVAILABLE, "interrupted", e);
        }
        try {
            return records.get();
        } finally {
            permits.release();
        }
    }
}
