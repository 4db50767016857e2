package io.cryptodata.simulator.venue;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Markets by the venue's symbols. Rebuilt only when the listing changes. Thread-safe.
final class SymbolIndex {
    private final Dialect dialect;
    private @Nullable List<ListedMarket> indexed;
    private Map<Key, ListedMarket> bySymbol = Map.of();

    SymbolIndex(Dialect dialect) {
        this.dialect = dialect;
    }

    private record Key(boolean spot, String symbol) {}

    /// The symbols of these markets.
    ///
    /// @throws IllegalArgumentException if two markets have the same symbol
    synchronized Lookup of(List<ListedMarket> markets) {
        if (!markets.equals(indexed)) {
            Map<Key, ListedMarket> index = new HashMap<>();
            for (ListedMarket market : markets) {
                String symbol = dialect.symbolOf(market);
                ListedMarket other = index.put(new Key(market.market().isSpot(), symbol), market);
                if (other != null) {
                    throw new IllegalArgumentException(other.market() + " and " + market.market()
                            + " have the same symbol " + symbol + ": leave one of them out");
                }
            }
            bySymbol = index;
            indexed = markets;
        }
        return new Lookup(bySymbol);
    }

    /// The symbols of one listing.
    record Lookup(Map<Key, ListedMarket> bySymbol) {
        @Nullable
        ListedMarket market(boolean spot, String symbol) {
            return bySymbol.get(new Key(spot, symbol));
        }
    }
}
