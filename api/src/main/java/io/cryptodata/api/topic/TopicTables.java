package io.cryptodata.api.topic;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.RegistryUnavailableException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// Topics read as tables: the newest value of each key. A key whose newest record is a tombstone is left out.
///
/// @param bootstrap `host:port` of the broker
/// @param registry base URL of the schema registry
public record TopicTables(String bootstrap, String registry) {

    /// The ledger of each market, by `exchange:asset`.
    ///
    /// @throws QueryException if the topic cannot be read, or naming the first record that cannot be decoded
    public Map<String, LedgerEntry> ledgers() {
        return read(TopicName.LEDGER, LedgerEntry.class);
    }

    /// The last run of each recurring task, by its name.
    ///
    /// @throws QueryException if the topic cannot be read, or naming the first record that cannot be decoded
    public Map<String, TaskRun> taskRuns() {
        return read(TopicName.TASK_RUNS, TaskRun.class);
    }

    private <T extends SpecificRecord> Map<String, T> read(String topic, Class<T> type) {
        Map<String, T> values = new TreeMap<>();
        try (Deserializer<T> deserializer = AvroSerdes.of(type, registry).deserializer()) {
            newest(topic).forEach((key, value) -> values.put(key, decode(deserializer, topic, key, value)));
        } catch (IllegalArgumentException address) {
            throw new QueryException(QueryException.Kind.INVALID, String.valueOf(address.getMessage()), address);
        }
        return values;
    }

    private Map<String, byte[]> newest(String topic) {
        Map<String, byte[]> newest = new TreeMap<>();
        try (RecordReader reader = RecordReader.of(bootstrap)) {
            reader.readAll(topic, message -> put(newest, message));
        }
        return newest;
    }

    private static void put(Map<String, byte[]> newest, ConsumerRecord<byte[], byte[]> message) {
        if (message.key() == null) {
            return;
        }
        String key = new String(message.key(), StandardCharsets.UTF_8);
        if (message.value() == null) {
            newest.remove(key);
        } else {
            newest.put(key, message.value());
        }
    }

    private static <T> T decode(Deserializer<T> deserializer, String topic, String key, byte[] value) {
        try {
            return deserializer.deserialize(topic, value);
        } catch (RegistryUnavailableException unavailable) {
            throw new QueryException(QueryException.Kind.UNAVAILABLE, "the schema registry does not respond",
                    unavailable);
        } catch (SerializationException undecodable) {
            throw new QueryException(QueryException.Kind.UNREADABLE,
                    "the record of " + key + " in " + topic + " cannot be decoded: " + undecodable.getMessage(),
                    undecodable);
        }
    }
}
