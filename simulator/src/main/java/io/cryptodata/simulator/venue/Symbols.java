package io.cryptodata.simulator.venue;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Markets by the venue's own names. Made anew only when the listing changes.
final class Symbols {
    private final Dialect dialect;
    private @Nullable List<ListedMarket> of;
    private Map<Key, ListedMarket> bySymbol = Map.of();

    Symbols(Dialect dialect) {
        this.dialect = dialect;
    }

    private record Key(boolean spot, String symbol) {}

    /// The names of these markets.
    ///
    /// @throws IllegalArgumentException if two have the same
    synchronized Named of(List<ListedMarket> markets) {
        if (!markets.equals(of)) {
            Map<Key, ListedMarket> names = new HashMap<>();
            for (ListedMarket market : markets) {
                String symbol = dialect.symbolOf(market);
                ListedMarket other = names.put(new Key(market.market().isSpot(), symbol), market);
                if (other != null) {
                    throw new IllegalArgumentException(other.market() + " and " + market.market() + " are both called "
                            + symbol + ": leave one of them out");
                }
            }
            bySymbol = names;
            of = markets;
        }
        return new Named(bySymbol);
    }

    /// The names at one moment.
    record Named(Map<Key, ListedMarket> bySymbol) {
        @Nullable
        ListedMarket market(boolean spot, String symbol) {
            return bySymbol.get(new Key(spot, symbol));
        }
    }
}
