package io.cryptodata.producers.group;

import io.cryptodata.producers.leader.Leadership;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.publishing.PartitionHolder;
import io.cryptodata.producers.universe.AssignedMarkets;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.producers.universe.UniverseRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.UniverseEntry;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/// From holding a partition to fetching its markets: its universe is read, its former holder is fenced, its ledgers are
/// read, and only then its markets are there to be polled. Giving it up goes the other way round.
public final class PartitionWork implements HeldPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWork.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    /// whoever holds it leads
    private static final int FIRST = 0;

    private final AssignedMarkets markets;
    private final PartitionHolder publishing;
    private final Deserializer<UniverseEntry> entries;
    private final IntConsumer budgets;
    private final Leadership leadership;
    private final Map<Integer, Opening> openings = new ConcurrentHashMap<>();
    private volatile int members;

    /// @param budgets is told how many share every venue's budget, whenever that changes
    public PartitionWork(AssignedMarkets markets, PartitionHolder publishing, Deserializer<UniverseEntry> entries,
            IntConsumer budgets,
            Leadership leadership) {
        this.markets = markets;
        this.publishing = publishing;
        this.entries = entries;
        this.budgets = budgets;
        this.leadership = leadership;
    }

    @Override
    public void sharedAmong(int count) {
        if (count != members) {
            LOG.info("{} members share every venue's budget", count);
            members = count;
            budgets.accept(count);
        }
    }

    @Override
    public void taken(int partition) {
        openings.put(partition, new Opening(partition));
    }

    @Override
    public void heard(int partition, String key, byte @Nullable [] value) {
        try {
            TrackedMarket tracked = value == null
                    ? null
                    : UniverseRecords.tracked(entries.deserialize(TopicName.UNIVERSE, value));
            if (tracked == null) {
                markets.leave(partition, Market.ofKey(key));
            } else {
                markets.track(partition, tracked);
            }
        } catch (RuntimeException e) {
            LOG.error("the entry of {} in the universe cannot be read and changes nothing", key, e);
        }
    }

    @Override
    public void heardAll(int partition) {
        Opening opening = openings.get(partition);
        if (opening != null) {
            opening.start();
        }
    }

    @Override
    public void given(int partition) {
        Opening opening = openings.remove(partition);
        if (opening != null) {
            opening.cancel();
            markets.end(partition);
            if (partition == FIRST) {
                leadership.end();
            }
            publishing.close(partition);
        }
    }

    @Override
    public void unsure(boolean is) {
        markets.suspend(is);
    }

    /// Whether the markets of every held partition are there to be polled.
    public boolean isComplete() {
        return members > 0 && openings.values().stream().allMatch(opening -> opening.isOpen);
    }

    /// One partition on its way to work, tried until it works or is given up.
    private final class Opening {
        private final int partition;
        private final Thread thread;
        private volatile boolean isOpen;
        private volatile boolean isCancelled;

        Opening(int partition) {
            this.partition = partition;
            this.thread = Thread.ofVirtual().name("open-" + partition).unstarted(this::run);
        }

        void start() {
            thread.start();
        }

        private void run() {
            while (!isCancelled && !isOpen) {
                try {
                    publishing.open(partition);
                    markets.begin(partition);
                    isOpen = true;
                } catch (RuntimeException e) {
                    LOG.warn("partition {} could not be taken over; trying again: {}", partition, e.toString());
                    pause();
                }
            }
            if (isOpen && !isCancelled && partition == FIRST) {
                leadership.begin();
            }
        }

        private void pause() {
            try {
                Thread.sleep(BETWEEN_TRIES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                isCancelled = true;
            }
        }

        void cancel() {
            isCancelled = true;
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
