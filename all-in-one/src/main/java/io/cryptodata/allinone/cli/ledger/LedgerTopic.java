package io.cryptodata.allinone.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.allinone.cli.tail.RegistrySchemas;
import io.cryptodata.allinone.cli.tail.TopicReader;
import io.cryptodata.allinone.cli.tail.ValueReader;
import io.cryptodata.schemas.TopicName;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// The topic `ledger`, read whole.
public final class LedgerTopic {
    private LedgerTopic() {}

    /// The newest ledger entry of each market, by its key.
    public static Map<String, JsonNode> newest(String bootstrap, String registryUrl) {
        Map<String, byte[]> newest = new TreeMap<>();
        try (TopicReader reader = TopicReader.of(bootstrap);
                RegistrySchemas schemas = new RegistrySchemas(registryUrl)) {
            reader.all(TopicName.LEDGER, message -> remember(newest, message));
            ValueReader values = new ValueReader(schemas);
            Map<String, JsonNode> entries = new TreeMap<>();
            newest.forEach((key, value) -> {
                switch (values.read(value)) {
                    case ValueReader.Decoded.Value(JsonNode entry) -> entries.put(key, entry);
                    case ValueReader.Decoded.Undecodable(String reason) -> throw new IllegalStateException(
                            "the ledger entry of " + key + " cannot be read: " + reason);
                }
            });
            return entries;
        }
    }

    private static void remember(Map<String, byte[]> newest, ConsumerRecord<byte[], byte[]> message) {
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
}
