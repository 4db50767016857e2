package io.cryptodata.streams.candle;

import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.market.Market;
import org.apache.kafka.streams.state.KeyValueStore;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The folds of one partition's markets: their bytes in the store, and the most recently used ones alive before it, so
/// that a market's state is written on every record but read back only once.
///
/// This is safe because a fold is out of [#live] while it changes: whoever fails between [#take] and [#keep] leaves
/// only the store, which Kafka rolls back together with the output. And a task that starts again, after a rebalance or an
/// error, makes new ones.
final class MarketFolds {
    /// of 10 to 15 kB each
    static final int MOST_ALIVE = 256;

    private final KeyValueStore<String, byte[]> store;
    private final SequencedMap<String, CandleFold> live = LinkedHashMap.newLinkedHashMap(MOST_ALIVE);

    MarketFolds(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /// The fold of a market, to be given back with [#keep].
    CandleFold take(Market market) {
        CandleFold alive = live.remove(market.key());
        return alive == null ? stored(market) : alive;
    }

    /// Writes what has changed to the store.
    void keep(Market market, CandleFold fold) {
        byte[] bytes = new byte[fold.size()];
        fold.writeTo(ByteBuffer.wrap(bytes));
        store.put(market.key(), bytes);
        putBack(market, fold);
    }

    /// Gives back a fold that has not changed.
    void putBack(Market market, CandleFold fold) {
        if (live.size() >= MOST_ALIVE) {
            live.pollFirstEntry();
        }
        live.put(market.key(), fold);
    }

    private CandleFold stored(Market market) {
        byte[] bytes = store.get(market.key());
        return bytes == null ? CandleFold.of(market) : CandleFold.read(market, ByteBuffer.wrap(bytes));
    }
}
