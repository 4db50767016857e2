package io.cryptodata.service.kafka;

import java.util.HashMap;
import java.util.Map;

/// The brokers, and how a client connects to them. Every Kafka client is created with it. The password is never printed.
///
/// @param servers `host:port[,host:port]`
public record KafkaAccess(String servers, KafkaSecurity security) {
    /// Without encryption and without a login.
    public static KafkaAccess plain(String servers) {
        return new KafkaAccess(servers, KafkaSecurity.none());
    }

    /// The settings of a client: these, the brokers and the security of the connection.
    public Map<String, Object> with(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", servers);
        all.putAll(security.settings());
        return Map.copyOf(all);
    }

    /// The settings of a client without any of its own.
    public Map<String, Object> settings() {
        return with(Map.of());
    }

    /// The same security at other brokers.
    public KafkaAccess at(String others) {
        return new KafkaAccess(others, security);
    }

    /// For people: the brokers, without the login.
    @Override
    public String toString() {
        return servers;
    }
}
