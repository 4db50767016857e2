package io.cryptodata.producers.group;

import io.cryptodata.producers.kafka.KafkaClients;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Creates consumers that join the group over `universe`. Partitions are read from their beginning; offsets are never committed.
public record GroupConsumers(KafkaClients clients, String clientId) {
    /// The consumer group of all producer processes.
    public static final String GROUP = "cda-producers";
    /// Without a heartbeat for this long the broker removes the member and reassigns its partitions.
    public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);
    private static final int HEARTBEAT_MS = 3_000;

    /// @param shares receives this member's share in every generation
    public Consumer<String, byte[]> join(ShareListener shares) {
        return clients.committedReader(Map.of(ConsumerConfig.GROUP_ID_CONFIG, GROUP,
                ConsumerConfig.CLIENT_ID_CONFIG, clientId,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION_TIMEOUT.toMillis(),
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(SharingAssignor.class.getName()),
                SharingAssignor.SHARE_LISTENER, shares));
    }
}
