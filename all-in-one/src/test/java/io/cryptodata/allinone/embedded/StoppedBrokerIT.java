package io.cryptodata.allinone.embedded;

import org.apache.kafka.server.metrics.KafkaYammerMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashSet;
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
}
