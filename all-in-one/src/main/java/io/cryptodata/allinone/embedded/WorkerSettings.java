package io.cryptodata.allinone.embedded;

import java.util.HashMap;
import java.util.Map;

/// What an embedded Connect worker needs: topics of its own without replicas, plugins from the class path.
public final class WorkerSettings {

    private static final String ALONE = "1";

    private WorkerSettings() {}

    /// Worker settings for one node; connectors bring their own converters.
    public static Map<String, String> embedded() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "group.id", "connect",
                "config.storage.topic", "connect.configs",
                "offset.storage.topic", "connect.offsets",
                "status.storage.topic", "connect.status",
                "config.storage.replication.factor", ALONE,
                "offset.storage.replication.factor", ALONE,
                "status.storage.replication.factor", ALONE,
                "offset.storage.partitions", "4",
                "status.storage.partitions", ALONE));
        settings.putAll(Map.of(
                "plugin.discovery", "service_load",
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "connector.client.config.override.policy", "All",
                "offset.flush.interval.ms", "5000",
                "scheduled.rebalance.max.delay.ms", "0",
                "task.shutdown.graceful.timeout.ms", "5000"));
        return Map.copyOf(settings);
    }
}
