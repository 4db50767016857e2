package io.cryptodata.producers.group;

import io.cryptodata.producers.leader.Leadership;
import io.cryptodata.producers.publishing.PartitionAccess;
import io.cryptodata.producers.universe.AssignedMarkets;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.retry.Backoff;

import java.time.Duration;

/// Opens one assigned partition, retrying until it succeeds or the partition is revoked.
final class PartitionOpening {
    /// Its holder leads.
    static final int LEADING_PARTITION = 0;
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final int partition;
    private final PartitionAccess topics;
    private final AssignedMarkets markets;
    private final Leadership leadership;
    private final Loop loop;
    private volatile boolean isOpen;
    private boolean isCancelled;

    PartitionOpening(int partition, PartitionAccess topics, AssignedMarkets markets, Leadership leadership) {
        this.partition = partition;
        this.topics = topics;
        this.markets = markets;
        this.leadership = leadership;
        this.loop = Loop.of("open-partition-" + partition, RETRIES, () -> {
            topics.open(partition);
            opened();
            return Loop.UNTIL_WOKEN;
        }).closingWithin(Duration.ZERO);
    }

    void start() {
        loop.start();
    }

    boolean isOpen() {
        return isOpen;
    }

    /// Degraded while opening fails.
    Health health() {
        return loop.health();
    }

    private synchronized void opened() {
        if (!isCancelled) {
            markets.open(partition);
            isOpen = true;
            if (partition == LEADING_PARTITION) {
                leadership.begin();
            }
        }
    }

    /// Closes the partition, whether it is open, being opened or neither.
    void close() {
        synchronized (this) {
            isCancelled = true;
        }
        loop.close();
        markets.close(partition);
        if (partition == LEADING_PARTITION) {
            leadership.end();
        }
        topics.close(partition);
    }
}
