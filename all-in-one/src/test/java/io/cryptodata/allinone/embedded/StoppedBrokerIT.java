package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/// Each metric that a stopped broker leaves in the registry of its JVM would keep the whole broker in memory.
class StoppedBrokerIT {
    @TempDir
    private Path folder;

    @Test
    void a_stopped_broker_leaves_no_metric() {
        Set<?> before = Set.copyOf(KafkaYammerMetrics.defaultRegistry().allMetrics().keySet());
        EmbeddedBroker broker = new EmbeddedBroker(folder, new LocalPort(LocalPort.free(), "broker", "--kafka-port"));
        broker.start();
        assertThat(KafkaYammerMetrics.defaultRegistry().allMetrics()).hasSizeGreaterThan(before.size());
        broker.close();
        Set<Object> left = new HashSet<>(KafkaYammerMetrics.defaultRegistry().allMetrics().keySet());
        // those of another test's broker may go meanwhile, with its topics
        left.removeAll(before);
        assertThat(left).isEmpty();
    }

    /// A controller whose disk failed gives no permission to stop; Kafka would wait five minutes for it.
    @Test
    void a_broker_whose_disk_failed_stops_all_the_same() throws Exception {
        EmbeddedBroker broker = new EmbeddedBroker(folder, new LocalPort(LocalPort.free(), "broker", "--kafka-port"));
        broker.start();
        Folders.delete(folder);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("lost", 1, (short) 1)));
            assertThat(Await.until(() -> broker.health() instanceof Health.Down, Duration.ofMinutes(3))).isTrue();
        }
        Thread stopping = Thread.ofPlatform().daemon().start(broker::close);
        assertThat(stopping.join(Duration.ofMinutes(3))).isTrue();
        assertThat(broker.health()).isEqualTo(new Health.Down("not started"));
    }
}
