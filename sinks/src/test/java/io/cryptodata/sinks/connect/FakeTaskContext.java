package io.cryptodata.sinks.connect;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.MDC;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// A task context that records what the task reports.
public final class FakeTaskContext implements SinkTaskContext {
    public final List<SinkRecord> errants = new ArrayList<>();
    public final List<String> reasons = new ArrayList<>();
    /// the field of the log by which a market is found, at each report
    final List<String> markets = new ArrayList<>();
    final List<Long> pauses = new ArrayList<>();

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return (errant, reason) -> {
            errants.add(errant);
            markets.add(String.valueOf(MDC.get("market")));
            reasons.add(String.valueOf(reason.getMessage()));
            return CompletableFuture.completedFuture(null);
        };
    }

    @Override
    public void timeout(long milliseconds) {
        pauses.add(milliseconds);
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Set.of();
    }

    @Override
    public void pause(TopicPartition... partitions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume(TopicPartition... partitions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void requestCommit() {
        throw new UnsupportedOperationException();
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException();
    }
}
