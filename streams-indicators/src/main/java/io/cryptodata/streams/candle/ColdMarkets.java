package io.cryptodata.streams.candle;

import io.cryptodata.domain.fold.MarketFold;
import io.cryptodata.domain.market.Market;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// The markets of this process whose former rows lack a column or timeframe of this release, until a replay has filled them:
/// the gauge `cda.streams.cold.markets`. Thread-safe: written by every task.
final class ColdMarkets {
    private static final Logger LOG = LoggerFactory.getLogger(ColdMarkets.class);
    private static final String GAUGE = "cda.streams.cold.markets";
    /// before the keys of all markets, and after the entries that are no market's
    private static final String FIRST_MARKET = "\u0002";
    /// after the character that ends a market in the keys of its entries
    private static final char AFTER_ENTRIES = '\u0001';

    private final Map<Market, Integer> partitions = new ConcurrentHashMap<>();

    static ColdMarkets in(MeterRegistry meters) {
        ColdMarkets cold = new ColdMarkets();
        Gauge.builder(GAUGE, cold, ColdMarkets::count)
                .description("Markets whose former rows lack a column or timeframe until they are replayed")
                .register(meters);
        return cold;
    }

    /// Reads all markets of a partition from its store, and logs what they lack.
    void addAll(int partition, KeyValueStore<String, byte[]> store) {
        SortedSet<String> missing = new TreeSet<>();
        int count = 0;
        for (Market market = next(FIRST_MARKET, store); market != null; market = next(market.key() + AFTER_ENTRIES,
                store)) {
            Set<String> lacked = MarketFold.missingIn(new StoredMarket(market, store));
            set(market, partition, lacked);
            missing.addAll(lacked);
            count += lacked.isEmpty() ? 0 : 1;
        }
        if (count > 0) {
            LOG.warn("{} markets of partition {} lack {} in their former rows: ./cda replay --all fills them", count,
                    partition, missing);
        }
    }

    /// What a market lacks now.
    void set(Market market, int partition, Collection<String> missing) {
        if (missing.isEmpty()) {
            partitions.remove(market);
        } else {
            partitions.put(market, partition);
        }
    }

    int count() {
        return partitions.size();
    }

    /// The partition is no longer assigned to this process.
    void removeAll(int partition) {
        partitions.values().removeIf(each -> each == partition);
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
