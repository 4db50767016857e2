package io.cryptodata.producers.group;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.leader.Leadership;
import io.cryptodata.producers.publishing.PartitionAccess;
import io.cryptodata.producers.universe.AssignedMarkets;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.producers.universe.UniverseRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.UniverseEntry;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/// Turns assigned partitions into polled markets: first the partition's universe is read, then its previous holder is
/// fenced and its ledgers are read, and only then its markets are polled. Revocation reverses these steps.
public final class PartitionWork implements PartitionListener {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWork.class);

    private final AssignedMarkets markets;
    private final PartitionAccess topics;
    private final Deserializer<UniverseEntry> entries;
    private final IntConsumer budgets;
    private final Leadership leadership;
    private final Map<Integer, PartitionOpening> openings = new ConcurrentHashMap<>();
    private volatile int members;

    /// @param budgets receives the number of members that share every venue's budget, whenever it changes
    public PartitionWork(AssignedMarkets markets, PartitionAccess topics, Deserializer<UniverseEntry> entries,
            IntConsumer budgets, Leadership leadership) {
        this.markets = markets;
        this.topics = topics;
        this.entries = entries;
        this.budgets = budgets;
        this.leadership = leadership;
    }

    @Override
    public void memberCount(int count) {
        if (count != members) {
            LOG.info("{} members share every venue's budget", count);
            members = count;
            budgets.accept(count);
        }
    }

    @Override
    public void assigned(int partition) {
        openings.put(partition, new PartitionOpening(partition, topics, markets, leadership));
    }

    @Override
    public void received(int partition, String key, byte @Nullable [] value) {
        try {
            TrackedMarket tracked = value == null
                    ? null
                    : UniverseRecords.tracked(entries.deserialize(TopicName.UNIVERSE, value));
            if (tracked == null) {
                markets.remove(partition, Market.ofKey(key));
            } else {
                markets.put(partition, tracked);
            }
        } catch (RuntimeException e) {
            LOG.error("the universe entry of {} is unreadable and ignored", key, e);
        }
    }

    @Override
    public void caughtUp(int partition) {
        PartitionOpening opening = openings.get(partition);
        if (opening != null) {
            opening.start();
        }
    }

    @Override
    public void revoked(int partition) {
        PartitionOpening opening = openings.remove(partition);
        if (opening != null) {
            opening.close();
        }
    }

    @Override
    public void assignmentUncertain(boolean isUncertain) {
        markets.suspend(isUncertain);
    }

    /// Whether the markets of every assigned partition are polled.
    public boolean isComplete() {
        return members > 0 && openings.values().stream().allMatch(PartitionOpening::isOpen);
    }

    /// Why partitions are not polled although they are assigned.
    public List<String> problems() {
        return openings.values().stream().flatMap(opening -> opening.health().reasons().stream()).toList();
    }
}
