package io.cryptodata.allinone.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The settings of a single-node Kafka broker: loopback only, no replicas, few threads and buffers.
final class BrokerConfig {

    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final Set<String> LISTS = Set.of("listeners", "advertised.listeners",
            "listener.security.protocol.map");
    private static final String HOST = "127.0.0.1";
    private static final String ONE_REPLICA = "1";
    private static final String INTERNAL_PARTITIONS = "4";

    private BrokerConfig() {}

    /// @param advertised the port at which clients connect
    static Map<String, String> of(Path folder, int port, int advertised, int controllerPort) {
        Map<String, String> settings = new HashMap<>(identity(folder, port, advertised, controllerPort));
        settings.putAll(internalTopics());
        settings.putAll(limits());
        settings.put("auto.create.topics.enable", "false");
        return Map.copyOf(settings);
    }

    /// With further settings; lists are joined.
    static Map<String, String> with(Map<String, String> settings, Map<String, String> further) {
        Map<String, String> all = new HashMap<>(settings);
        further.forEach((name, value) -> all.merge(name, value,
                (own, other) -> LISTS.contains(name) ? own + "," + other : other));
        return Map.copyOf(all);
    }

    private static Map<String, String> identity(Path folder, int port, int advertised, int controllerPort) {
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", Integer.toString(NODE_ID),
                "listeners",
                "PLAINTEXT://" + HOST + ":" + port + "," + CONTROLLER + "://" + HOST + ":" + controllerPort,
                "advertised.listeners", "PLAINTEXT://" + HOST + ":" + advertised,
                "controller.listener.names", CONTROLLER,
                "inter.broker.listener.name", "PLAINTEXT",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort,
                "log.dirs", folder.toString());
    }

    private static Map<String, String> internalTopics() {
        return Map.of(
                "offsets.topic.replication.factor", ONE_REPLICA,
                "offsets.topic.num.partitions", INTERNAL_PARTITIONS,
                "transaction.state.log.replication.factor", ONE_REPLICA,
                "transaction.state.log.min.isr", ONE_REPLICA,
                "transaction.state.log.num.partitions", INTERNAL_PARTITIONS,
                "share.coordinator.state.topic.replication.factor", ONE_REPLICA,
                "share.coordinator.state.topic.min.isr", ONE_REPLICA,
                "share.coordinator.state.topic.num.partitions", ONE_REPLICA,
                "group.initial.rebalance.delay.ms", "0");
    }

    private static Map<String, String> limits() {
        return Map.of(
                "log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20),
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "num.recovery.threads.per.data.dir", "2",
                "server.max.startup.time.ms", "120000");
    }
}
