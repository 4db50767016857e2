package io.cryptodata.streams.candle;

import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.domain.fold.MarketFold;
import io.cryptodata.domain.market.Market;
import org.apache.kafka.streams.state.KeyValueStore;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The folds of one partition's markets: their entries in the store, and a cache of the most recently used ones, so that a
/// market is read and folded again only when it returns to the cache.
///
/// This is safe because a fold is out of the cache while it changes: after a failure between [#take] and [#release] only the
/// state store has it, which Kafka rolls back together with the output. A task that is revived, after a rebalance or an
/// error, creates a new cache.
final class MarketFolds {
    /// of about 35 kB each
    static final int MOST_CACHED = 512;

    private final KeyValueStore<String, byte[]> store;
    private final CorrectionWindow window;
    private final SequencedMap<String, MarketFold> cache = LinkedHashMap.newLinkedHashMap(MOST_CACHED);

    MarketFolds(KeyValueStore<String, byte[]> store, CorrectionWindow window) {
        this.store = store;
        this.window = window;
    }

    /// The fold of a market, to be returned with [#release].
    MarketFold take(Market market) {
        MarketFold cached = cache.remove(market.key());
        return cached == null ? load(market) : cached;
    }

    /// Returns a fold whose changes are in the store.
    void release(Market market, MarketFold fold) {
        if (cache.size() >= MOST_CACHED) {
            cache.pollFirstEntry();
        }
        cache.put(market.key(), fold);
    }

    private MarketFold load(Market market) {
        StoredMarket stored = new StoredMarket(market, store);
        byte[] single = stored.removeSingleState();
        if (single != null) {
            MarketFold.adopt(market, single, stored);
        }
        return MarketFold.load(market, window, stored);
    }
}
