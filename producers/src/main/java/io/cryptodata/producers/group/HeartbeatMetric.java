package io.cryptodata.producers.group;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

import java.time.Duration;

/// Reads the age of the last heartbeat from the consumer's metrics. A member whose last heartbeat is older than the session
/// timeout may have been removed from the group without having noticed.
public record HeartbeatMetric(Duration sessionTimeout) implements Membership.Heartbeats {
    private static final String NAME = "last-heartbeat-seconds-ago";

    @Override
    public boolean areFresh(Consumer<?, ?> consumer) {
        return consumer.metrics().entrySet().stream().filter(each -> each.getKey().name().equals(NAME))
                .map(each -> secondsOf(each.getValue())).allMatch(seconds -> seconds <= sessionTimeout.toSeconds());
    }

    private static double secondsOf(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
    }
}
