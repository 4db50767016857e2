package io.cryptodata.allinone.embedded;

import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A Kafka broker and its controller, with a stop that is bounded in time. `KafkaRaftServer` of Kafka 4.3.1, which has the
/// same parts, waits five minutes for the controller's permission to stop, also when the controller stopped because its disk
/// failed.
final class KafkaNode {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);

    private final String id;
    private final Metrics metrics;
    private final BrokerServer broker;
    private final ControllerServer controller;

    /// Reads the folders of the logs; starts nothing.
    KafkaNode(Map<String, String> settings) {
        KafkaConfig config = new KafkaConfig(settings, false);
        id = Integer.toString(config.nodeId());
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> folders = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        metrics = Server.initializeMetrics(config, Time.SYSTEM, folders._1().clusterId().orElseThrow());
        SharedServer shared = new SharedServer(config, folders._1(), Time.SYSTEM, metrics,
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
                new StandardFaultHandlerFactory(), ServerSocketFactory.INSTANCE);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), folders._2());
    }

    void start() {
        controller.startup();
        broker.startup();
        AppInfoParser.registerAppInfo(Server.MetricsPrefix(), id, metrics, Time.SYSTEM.milliseconds());
    }

    /// Stops both.
    ///
    /// @param timeout how long to wait for the controller's permission
    void stop(Duration timeout) {
        broker.shutdown(timeout);
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
        AppInfoParser.unregisterAppInfo(Server.MetricsPrefix(), id, metrics);
    }
}
