package io.cryptodata.producers.group;

import io.cryptodata.producers.leader.Leadership;
import io.cryptodata.producers.publishing.PartitionAccess;
import io.cryptodata.producers.ratelimit.Share;
import io.cryptodata.producers.universe.AssignedMarkets;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.producers.universe.UniverseRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.service.topic.DeadLetters;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Turns assigned partitions into polled markets: first the partition's universe is read, then its previous holder is
/// fenced and its ledgers are read, and only then its markets are polled. Revocation reverses these steps.
public final class PartitionWork implements PartitionListener {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWork.class);

    private final AssignedMarkets markets;
    private final PartitionAccess topics;
    private final Deserializer<UniverseEntry> entries;
    private final DeadLetters deadLetters;
    private final Consumer<Share> budgets;
    private final Leadership leadership;
    private final Map<Integer, PartitionOpening> openings = new ConcurrentHashMap<>();
    private volatile @Nullable Share share;

    /// @param budgets receives the share of every venue's budget, whenever it changes
    public PartitionWork(AssignedMarkets markets, PartitionAccess topics, Deserializer<UniverseEntry> entries,
            DeadLetters deadLetters, Consumer<Share> budgets, Leadership leadership) {
        this.markets = markets;
        this.topics = topics;
        this.entries = entries;
        this.deadLetters = deadLetters;
        this.budgets = budgets;
        this.leadership = leadership;
    }

    @Override
    public void shared(Share now) {
        if (!now.equals(share)) {
            LOG.info("{} members share every venue's budget; the rank of this one is {}", now.members(), now.rank());
            share = now;
            budgets.accept(now);
        }
    }

    @Override
    public void assigned(int partition) {
        openings.put(partition, new PartitionOpening(partition, topics, markets, leadership));
    }

    /// An unreadable entry becomes a dead letter, and the market keeps its last readable one.
    @Override
    public void received(ConsumerRecord<String, byte[]> message) {
        deadLetters.unless(message, () -> apply(message.partition(), message.key(), message.value()));
    }

    private void apply(int partition, @Nullable String key, byte @Nullable [] value) {
        if (key == null) {
            throw new IllegalArgumentException("an entry of " + TopicName.UNIVERSE + " must have a key");
        }
        if (value == null) {
            markets.remove(partition, key);
            return;
        }
        UniverseEntry entry = entries.deserialize(TopicName.UNIVERSE, value);
        UniverseRecords.requireKey(key, entry);
        TrackedMarket tracked = UniverseRecords.tracked(entry);
        if (tracked == null) {
            markets.remove(partition, key);
        } else {
            markets.put(partition, tracked);
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
        return share != null && openings.values().stream().allMatch(PartitionOpening::isOpen);
    }

    /// Why partitions are not polled although they are assigned.
    public List<String> problems() {
        return openings.values().stream().flatMap(opening -> opening.health().reasons().stream()).toList();
    }
}
