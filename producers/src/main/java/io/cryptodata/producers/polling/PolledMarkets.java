package io.cryptodata.producers.polling;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.producers.universe.TrackedMarkets;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The markets of one venue that this process polls, following the universe. Safe for many threads.
final class PolledMarkets {
    private final TrackedMarkets universe;
    private final Map<Market, PolledMarket> markets = new ConcurrentHashMap<>();
    private volatile List<TrackedMarket> followed = List.of();
    private volatile List<PolledMarket> byRank = List.of();

    PolledMarkets(TrackedMarkets universe) {
        this.universe = universe;
    }

    /// Adds and removes markets so that they match the universe.
    void refresh() {
        List<TrackedMarket> tracked = universe.now();
        if (tracked == followed) {
            return;
        }
        Set<Market> kept = new HashSet<>();
        for (TrackedMarket market : tracked) {
            kept.add(market.market());
            markets.computeIfAbsent(market.market(), _ -> new PolledMarket(market))
                    .update(state -> state.withMarket(market));
        }
        markets.keySet().retainAll(kept);
        followed = tracked;
        byRank = markets.values().stream().sorted(PolledMarket.BY_RANK).toList();
    }

    /// Whether the last refresh saw the universe as it is now.
    boolean isCurrent() {
        return followed.equals(universe.now());
    }

    boolean isEmpty() {
        return markets.isEmpty();
    }

    /// Whether the market is still polled here: since it was queued, another process may have taken it over.
    boolean contains(PolledMarket polled) {
        return markets.get(polled.market().market()) == polled;
    }

    List<PolledMarket> byRank() {
        return byRank;
    }
}
