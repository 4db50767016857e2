package io.cryptodata.schemas;

import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

/// Markets that were read from records, with the bits that they have in each `last_id`, so that a market is checked and hashed
/// once and not for every candle.
///
/// Holds at most [#SIZE] markets: those that share a place replace each other. Thread-safe: entries are immutable, and a lost
/// write only repeats the work.
final class KnownMarkets {
    /// more than five venues list
    private static final int SIZE = 1 << 14;

    private final @Nullable Known[] places = new Known[SIZE];

    /// A market and its [LastId#hashOf(Market)].
    record Known(Market market, long hash) {
        private boolean isNamed(String exchange, String asset) {
            return market.asset().equals(asset) && market.exchange().equals(exchange);
        }
    }

    /// The market of these names.
    ///
    /// @throws IllegalArgumentException if they are invalid
    Known named(String exchange, String asset) {
        int place = placeOf(exchange, asset);
        Known known = places[place];
        if (known == null || !known.isNamed(exchange, asset)) {
            Market market = new Market(exchange, asset);
            known = new Known(market, LastId.hashOf(market));
            places[place] = known;
        }
        return known;
    }

    private static int placeOf(String exchange, String asset) {
        int hash = 31 * exchange.hashCode() + asset.hashCode();
        return (hash ^ hash >>> 16) & SIZE - 1;
    }
}
