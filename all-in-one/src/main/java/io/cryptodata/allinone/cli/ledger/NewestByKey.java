package io.cryptodata.allinone.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.allinone.cli.tail.RegistrySchemas;
import io.cryptodata.allinone.cli.tail.TopicReader;
import io.cryptodata.allinone.cli.tail.ValueReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// A topic read whole, as a table of what was said last.
public final class NewestByKey {
    private NewestByKey() {}

    /// The newest value of each key; a key whose newest record has no value is left out.
    ///
    /// @throws IllegalStateException naming the first one that cannot be read
    public static Map<String, JsonNode> of(String topic, String bootstrap, String registryUrl) {
        Map<String, byte[]> newest = new TreeMap<>();
        try (TopicReader reader = TopicReader.of(bootstrap);
                RegistrySchemas schemas = new RegistrySchemas(registryUrl)) {
            reader.all(topic, message -> remember(newest, message));
            ValueReader values = new ValueReader(schemas);
            Map<String, JsonNode> entries = new TreeMap<>();
            newest.forEach((key, value) -> {
                switch (values.read(value)) {
                    case ValueReader.Decoded.Value(JsonNode entry) -> entries.put(key, entry);
                    case ValueReader.Decoded.Undecodable(String reason) -> throw new IllegalStateException(
                            "what " + topic + " says of " + key + " cannot be read: " + reason);
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
