package io.cryptodata.producers.publishing;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds entries that another process wrote to the ledgers of open partitions, such as `./cda ledger reset`, and opens those
/// partitions again. The writer fenced this process, which would otherwise notice only with its next page.
public final class LedgerChanges implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final List<PartitionPublisher> partitions;
    private final TopicReader<String, byte[]> reader;
    private final Loop loop = Loop.every(INTERVAL, "ledger-changes", this::step);

    LedgerChanges(List<PartitionPublisher> partitions, TopicReader<String, byte[]> reader) {
        this.partitions = List.copyOf(partitions);
        this.reader = reader;
    }

    public void start() {
        loop.start();
    }

    /// Degraded while the topic cannot be read or a partition cannot be opened again.
    public Health health() {
        return loop.health();
    }

    void step() {
        Map<TopicPartition, Long> unread = new HashMap<>();
        for (PartitionPublisher each : partitions) {
            each.unreadFrom().ifPresent(
                    from -> unread.put(new TopicPartition(TopicName.LEDGER, each.partition()), from));
        }
        if (!unread.isEmpty()) {
            search(unread);
        }
        reopen();
    }

    private void search(Map<TopicPartition, Long> unread) {
        Map<TopicPartition, Long> ends = new HashMap<>(reader.ends(unread.keySet()));
        ends.entrySet().removeIf(end -> end.getValue() <= unread.getOrDefault(end.getKey(), 0L));
        unread.keySet().retainAll(ends.keySet());
        reader.assign(unread);
        reader.readTo(ends, entry -> partitions.get(entry.partition()).found(entry.offset()));
        ends.forEach((partition, end) -> partitions.get(partition.partition()).searched(end));
    }

    /// A partition that cannot be opened does not keep the others closed.
    private void reopen() {
        RuntimeException failed = null;
        for (PartitionPublisher each : partitions) {
            try {
                each.reopen();
            } catch (RuntimeException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() {
        loop.close();
        reader.close();
    }
}
