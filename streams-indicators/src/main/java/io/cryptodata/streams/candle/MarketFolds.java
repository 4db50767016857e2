package io.cryptodata.streams.candle;

import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.market.Market;
import org.apache.kafka.streams.state.KeyValueStore;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The folds of one partition's markets: their bytes in the store, and a cache of the most recently used ones, so that a
/// market's state is written with every record but read only once.
///
/// This is safe because a fold is out of the cache while it changes: after a failure between [#take] and [#store] only the
/// state store has it, which Kafka rolls back together with the output. A task that is revived, after a rebalance or an
/// error, creates a new cache.
final class MarketFolds {
    /// of 10 to 15 kB each
    static final int MOST_CACHED = 256;

    private final KeyValueStore<String, byte[]> store;
    private final SequencedMap<String, CandleFold> cache = LinkedHashMap.newLinkedHashMap(MOST_CACHED);

    MarketFolds(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /// The fold of a market, to be returned with [#store] or [#release].
    CandleFold take(Market market) {
        CandleFold cached = cache.remove(market.key());
        return cached == null ? read(market) : cached;
    }

    /// Writes a changed fold to the store.
    void store(Market market, CandleFold fold) {
        byte[] bytes = new byte[fold.size()];
        fold.writeTo(ByteBuffer.wrap(bytes));
        store.put(market.key(), bytes);
        release(market, fold);
    }

    /// Returns a fold that has not changed.
    void release(Market market, CandleFold fold) {
        if (cache.size() >= MOST_CACHED) {
            cache.pollFirstEntry();
        }
        cache.put(market.key(), fold);
    }

    private CandleFold read(Market market) {
        byte[] bytes = store.get(market.key());
        return bytes == null ? CandleFold.of(market) : CandleFold.read(market, ByteBuffer.wrap(bytes));
    }
}
