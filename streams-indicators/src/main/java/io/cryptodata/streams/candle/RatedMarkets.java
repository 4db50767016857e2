package io.cryptodata.streams.candle;

import io.cryptodata.domain.currency.UsdPrice;
import io.cryptodata.domain.market.Market;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The markets of one partition whose prices need a rate to USDT, by venue and currency. They are in the state store too, under
/// keys before those of all markets, so that a restarted task has them before their next candle.
final class RatedMarkets {
    private static final char FIRST = '\u0001';
    private static final char AFTER = '\u0002';
    private static final byte[] NOTHING = {};

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Set<Market>> markets = new HashMap<>();

    RatedMarkets(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<String, byte[]> stored = store.range(String.valueOf(FIRST), String.valueOf(AFTER))) {
            stored.forEachRemaining(entry -> remember(Market.ofKey(entry.key.substring(1))));
        }
    }

    /// Adds a market if it needs a rate.
    void add(Market market) {
        if (UsdPrice.currencyOf(market) != null && remember(market)) {
            store.put(FIRST + market.key(), NOTHING);
        }
    }

    /// The markets that need this rate.
    Collection<Market> of(String exchange, String currency) {
        return markets.getOrDefault(exchange + ':' + currency, Set.of());
    }

    Collection<Market> all() {
        return markets.values().stream().flatMap(Set::stream).toList();
    }

    private boolean remember(Market market) {
        return markets.computeIfAbsent(market.exchange() + ':' + UsdPrice.currencyOf(market),
                any -> new LinkedHashSet<>()).add(market);
    }
}
