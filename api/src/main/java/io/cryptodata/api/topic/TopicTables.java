package io.cryptodata.api.topic;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.RegistryUnavailableException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Topics read as tables: the newest readable value of each key. A key whose newest record is a tombstone is left out. A
/// record that cannot be decoded is reported: it does not keep the others from being read.
///
/// @param broker that has the topics
/// @param registry base URL of the schema registry
/// @param unreadable receives one sentence for each record that cannot be decoded
/// @param advanced called for each record that is read
public record TopicTables(KafkaAccess broker, HttpAccess registry, Consumer<String> unreadable, Runnable advanced) {
    /// Without anybody who follows the progress.
    public TopicTables(KafkaAccess broker, HttpAccess registry, Consumer<String> unreadable) {
        this(broker, registry, unreadable, () -> {});
    }

    /// The ledger of each market, by `exchange:asset`.
    ///
    /// @throws QueryException if the topic cannot be read
    public Map<String, LedgerEntry> ledgers() {
        return read(TopicName.LEDGER, LedgerEntry.class);
    }

    /// The keys `exchange:asset` of the markets that are no longer tracked.
    ///
    /// @throws QueryException if the topic cannot be read
    public Set<String> untracked() {
        return read(TopicName.UNIVERSE, UniverseEntry.class).entrySet().stream()
                .filter(entry -> !entry.getValue().getTracked()).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /// The last run of each recurring task, by its name.
    ///
    /// @throws QueryException if the topic cannot be read
    public Map<String, TaskRun> taskRuns() {
        return read(TopicName.TASK_RUNS, TaskRun.class);
    }

    private <T extends SpecificRecord> Map<String, T> read(String topic, Class<T> type) {
        Map<String, T> values = new TreeMap<>();
        try (Deserializer<T> deserializer = AvroSerdes.of(type, registry).deserializer();
                RecordReader reader = RecordReader.of(broker)) {
            reader.readAll(topic, message -> put(values, deserializer, message));
        } catch (IllegalArgumentException address) {
            throw new QueryException(QueryException.Kind.INVALID, String.valueOf(address.getMessage()), address);
        }
        return values;
    }

    private <T> void put(Map<String, T> values, Deserializer<T> deserializer,
            ConsumerRecord<byte[], byte[]> message) {
        advanced.run();
        if (message.key() == null) {
            return;
        }
        String key = new String(message.key(), StandardCharsets.UTF_8);
        if (message.value() == null) {
            values.remove(key);
            return;
        }
        try {
            values.put(key, deserializer.deserialize(message.topic(), message.value()));
        } catch (RegistryUnavailableException unavailable) {
            throw new QueryException(QueryException.Kind.UNAVAILABLE, "the schema registry does not respond",
                    unavailable);
        } catch (SerializationException undecodable) {
            unreadable.accept("the record of %s at %s-%d offset %d cannot be decoded: %s".formatted(key,
                    message.topic(), message.partition(), message.offset(), undecodable.getMessage()));
        }
    }
}
