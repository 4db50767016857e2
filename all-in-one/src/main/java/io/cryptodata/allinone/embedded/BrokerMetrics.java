package io.cryptodata.allinone.embedded;

import com.yammer.metrics.core.MetricName;
import com.yammer.metrics.core.MetricsRegistry;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;

import java.util.HashSet;
import java.util.Set;

/// The metrics of one broker in Kafka's registry, of which a JVM has one. A stopped broker leaves some there, and through them
/// stays in memory with its logs and buffers.
final class BrokerMetrics {
    private final MetricsRegistry registry = KafkaYammerMetrics.defaultRegistry();
    private final Set<MetricName> before;

    /// Call it before the broker starts.
    BrokerMetrics() {
        this.before = new HashSet<>(registry.allMetrics().keySet());
    }

    /// Removes every metric that was registered since. Call it after the broker has stopped; another one that was started
    /// meanwhile in this JVM loses its metrics, too.
    void remove() {
        Set<MetricName> left = new HashSet<>(registry.allMetrics().keySet());
        left.removeAll(before);
        left.forEach(registry::removeMetric);
    }
}
