package io.cryptodata.streams.candle;

import io.cryptodata.domain.currency.UsdPrice;
import io.cryptodata.domain.market.Market;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The markets of one partition whose prices need a rate to USDT, by venue and currency, each with its oldest hour. They are in
/// the state store too, under keys before those of all markets, so that a restarted task has them before their next candle.
final class RatedMarkets {
    private static final char FIRST = '\u0001';
    private static final char AFTER = '\u0002';
    /// the oldest hour of a market that a former release stored without it
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Set<Market>> markets = new HashMap<>();
    private final Map<Market, Long> oldest = new HashMap<>();

    RatedMarkets(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<String, byte[]> stored = store.range(String.valueOf(FIRST), String.valueOf(AFTER))) {
            stored.forEachRemaining(entry -> remember(Market.ofKey(entry.key.substring(1)), oldestIn(entry.value)));
        }
    }

    private static long oldestIn(byte[] stored) {
        return stored.length == Long.BYTES ? ByteBuffer.wrap(stored).getLong() : UNKNOWN;
    }

    /// Adds a market if it needs a rate.
    ///
    /// @param hour an epoch hour of which it has a candle
    void add(Market market, long hour) {
        if (UsdPrice.currencyOf(market) != null && hour < oldest.getOrDefault(market, Long.MAX_VALUE)) {
            remember(market, hour);
            store.put(FIRST + market.key(), ByteBuffer.allocate(Long.BYTES).putLong(hour).array());
        }
    }

    /// Whether the market may have a candle of this epoch hour.
    boolean mayHave(Market market, long hour) {
        return hour >= oldest.getOrDefault(market, Long.MAX_VALUE);
    }

    /// The markets that need this rate.
    Collection<Market> of(String exchange, String currency) {
        return markets.getOrDefault(exchange + ':' + currency, Set.of());
    }

    Collection<Market> all() {
        return markets.values().stream().flatMap(Set::stream).toList();
    }

    private void remember(Market market, long hour) {
        oldest.put(market, hour);
        markets.computeIfAbsent(market.exchange() + ':' + UsdPrice.currencyOf(market), any -> new LinkedHashSet<>())
                .add(market);
    }
}
