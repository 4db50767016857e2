package io.cryptodata.api.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.topic.ValueDecoder;
import io.cryptodata.schemas.TopicName;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Values that had not happened yet when they were appended. The streams refuse them by the time of appending, so that they
/// would accept the same values when they are published again later.
///
/// @param decoder decodes the values
record ClosedRule(ValueDecoder decoder) {
    /// as the streams allow for the broker's clock
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);
    private static final Map<String, Dated> TOPICS = Map.of(
            TopicName.CANDLES_1H, new Dated("timestamp", Duration.ofHours(1)),
            TopicName.COINGECKO_MARKETS, new Dated("snapshot", Duration.ZERO));

    /// @param field has the start
    /// @param length how long after the start the value is final
    private record Dated(String field, Duration length) {}

    /// Why this letter's value is not proven; empty if nothing speaks against it.
    Optional<String> refusal(DeadLetter letter, DeadLetter.Origin origin) {
        Dated dated = TOPICS.get(origin.topic());
        if (dated == null
                || !(decoder.decode(letter.stored().value()) instanceof ValueDecoder.Decoded.Value(JsonNode value))) {
            return Optional.empty();
        }
        return startIn(value.path(dated.field)).map(start -> start.plus(dated.length))
                .filter(end -> end.isAfter(origin.appendedAt().plus(CLOCK_TOLERANCE)))
                .map(end -> "it was appended before the end of its time, so that it is not proven to be final");
    }

    private static Optional<Instant> startIn(JsonNode field) {
        try {
            return field.isTextual() ? Optional.of(Instant.parse(field.textValue())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
