package io.cryptodata.api.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.failure.QueryException;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Predicate;

/// Which records of a topic are meant: by key, and by fields of the decoded value. A record that would have to be decoded
/// and cannot be is left out and counted.
public final class RecordFilter implements Predicate<ConsumerRecord<byte[], byte[]>> {
    private static final String TIMEFRAME = "timeframe";
    private static final String CLOSED = "closed";

    private final Predicate<ConsumerRecord<byte[], byte[]>> key;
    private final @Nullable Timeframe timeframe;
    private final boolean closedOnly;
    private final ValueDecoder decoder;
    private long leftOut;

    private RecordFilter(Predicate<ConsumerRecord<byte[], byte[]>> key, @Nullable Timeframe timeframe,
            boolean closedOnly, ValueDecoder decoder) {
        this.key = key;
        this.timeframe = timeframe;
        this.closedOnly = closedOnly;
        this.decoder = decoder;
    }

    /// @param key null for every key
    /// @param timeframe null for every timeframe
    /// @param closedOnly whether records of buckets in progress are left out
    /// @throws QueryException if the records of the topic lack such a field
    public static RecordFilter of(String topic, @Nullable String key, @Nullable Timeframe timeframe,
            boolean closedOnly, SchemaLookup schemas) {
        if (timeframe != null) {
            requireField(topic, TIMEFRAME);
        }
        if (closedOnly) {
            requireField(topic, CLOSED);
        }
        return new RecordFilter(RecordReader.withKey(key), timeframe, closedOnly, new ValueDecoder(schemas));
    }

    /// @throws QueryException if the keys of the topic are no markets
    public static void requireMarkets(String topic) {
        if (schemaOf(topic).filter(schema -> !isOfMarkets(schema)).isPresent()) {
            throw new QueryException(QueryException.Kind.INVALID, "the keys of " + topic
                    + " are no markets; topics of markets: " + topicsWhere(RecordFilter::isOfMarkets));
        }
    }

    @Override
    public boolean test(ConsumerRecord<byte[], byte[]> message) {
        if (!key.test(message)) {
            return false;
        }
        return timeframe == null && !closedOnly || switch (decoder.decode(message.value())) {
            case ValueDecoder.Decoded.Value(JsonNode value) -> matches(value);
            case ValueDecoder.Decoded.Undecodable _ -> {
                leftOut++;
                yield false;
            }
        };
    }

    /// How many records were left out because they could not be decoded.
    public long leftOut() {
        return leftOut;
    }

    private boolean matches(JsonNode value) {
        return (timeframe == null || timeframe.code().equals(value.path(TIMEFRAME).asText()))
                && (!closedOnly || value.path(CLOSED).asBoolean());
    }

    private static void requireField(String topic, String field) {
        if (schemaOf(topic).filter(schema -> schema.getField(field) == null).isPresent()) {
            throw new QueryException(QueryException.Kind.INVALID, "the records of " + topic + " have no field " + field
                    + "; topics with it: " + topicsWhere(schema -> schema.getField(field) != null));
        }
    }

    private static boolean isOfMarkets(Schema schema) {
        return schema.getField("exchange") != null && schema.getField("asset") != null;
    }

    /// Empty for topics that are not in the catalogue.
    private static Optional<Schema> schemaOf(String topic) {
        return Topics.catalogue().all().stream()
                .filter(each -> each.name().equals(topic) || TopicName.deadLettersOf(each.name()).equals(topic))
                .findFirst().flatMap(each -> Optional.ofNullable(each.value()));
    }

    private static String topicsWhere(Predicate<Schema> condition) {
        return String.join(", ", Topics.catalogue().all().stream()
                .filter(topic -> Optional.ofNullable(topic.value()).filter(condition).isPresent()).map(Topic::name)
                .toList());
    }
}
