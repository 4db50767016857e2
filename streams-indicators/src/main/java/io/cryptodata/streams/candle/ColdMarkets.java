package io.cryptodata.streams.candle;

import io.cryptodata.domain.market.Market;
import io.cryptodata.streams.metrics.StreamsMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// The markets of this process whose former rows lack a column or timeframe of this release, until a replay has filled them:
/// the gauge `cda.streams.cold.markets`, and `cda.streams.cold.refused` for those of which no replay is attempted any more.
/// Thread-safe: written by every task.
public final class ColdMarkets {
    private static final Logger LOG = LoggerFactory.getLogger(ColdMarkets.class);
    /// before the keys of all markets, and after the entries that are no market's
    private static final String FIRST_MARKET = "\u0002";
    /// after the character that ends a market in the keys of its entries
    private static final char AFTER_ENTRIES = '\u0001';

    private final Map<Market, Integer> partitions = new ConcurrentHashMap<>();
    private final Set<Integer> assigned = ConcurrentHashMap.newKeySet();
    private final Set<Market> refused = ConcurrentHashMap.newKeySet();

    /// One per process, also if the stream is created anew: a gauge has one source.
    public static ColdMarkets in(MeterRegistry meters) {
        ColdMarkets cold = new ColdMarkets();
        StreamsMeters.COLD_MARKETS.gaugeIn(meters, cold, ColdMarkets::count);
        StreamsMeters.COLD_REFUSED.gaugeIn(meters, cold, each -> each.refused().size());
        return cold;
    }

    /// Reads all markets of a partition from its store, and logs what they lack.
    void addAll(int partition, KeyValueStore<String, byte[]> store) {
        removeAll(partition);
        SortedSet<String> missing = new TreeSet<>();
        int count = 0;
        for (Market market = next(FIRST_MARKET, store); market != null; market = next(market.key() + AFTER_ENTRIES,
                store)) {
            Set<String> lacked = new StoredMarket(market, store).missing();
            set(market, partition, lacked);
            missing.addAll(lacked);
            count += lacked.isEmpty() ? 0 : 1;
        }
        assign(partition);
        if (count > 0) {
            LOG.warn(
                    "{} markets of partition {} lack {} in their former rows: a replay in the background fills them, unless"
                            + " STREAMS_BACKGROUND_REPLAY is false (then ./cda replay --all)",
                    count, partition, missing);
        }
    }

    /// The partition is assigned to this process, and its markets are set.
    public void assign(int partition) {
        assigned.add(partition);
    }

    /// What a market lacks now.
    public void set(Market market, int partition, Collection<String> missing) {
        if (missing.isEmpty()) {
            partitions.remove(market);
        } else {
            partitions.put(market, partition);
        }
    }

    /// The partition is no longer assigned to this process.
    public void removeAll(int partition) {
        assigned.remove(partition);
        partitions.values().removeIf(each -> each == partition);
    }

    /// All cold markets of this process.
    public int count() {
        return partitions.size();
    }

    /// The partitions of this process.
    public Set<Integer> assigned() {
        return Set.copyOf(assigned);
    }

    /// Whether a market still lacks something.
    public boolean isCold(Market market) {
        return partitions.containsKey(market);
    }

    /// A partition with markets that are to be replayed; empty if there is none.
    public OptionalInt nextPartition() {
        return partitions.entrySet().stream().filter(each -> !refused.contains(each.getKey()))
                .mapToInt(Map.Entry::getValue).min();
    }

    /// The markets of a partition that are to be replayed.
    public List<Market> waitingIn(int partition) {
        return partitions.entrySet().stream()
                .filter(each -> each.getValue() == partition && !refused.contains(each.getKey()))
                .map(Map.Entry::getKey).toList();
    }

    /// A replay of the market filled nothing: none is attempted before the next start.
    public void refuse(Market market) {
        refused.add(market);
    }

    /// The cold markets that were refused, by key.
    public List<Market> refused() {
        return refused.stream().filter(this::isCold).sorted(Comparator.comparing(Market::key)).toList();
    }

    private static @Nullable Market next(String from, KeyValueStore<String, byte[]> store) {
        try (KeyValueIterator<String, byte[]> entries = store.range(from, null)) {
            if (!entries.hasNext()) {
                return null;
            }
            String key = entries.peekNextKey();
            int end = key.indexOf('\0');
            return Market.ofKey(end < 0 ? key : key.substring(0, end));
        }
    }
}
