package io.cryptodata.domain.coin;

import org.jspecify.annotations.Nullable;

/// The numbers of a coin, each of which may be unknown.
///
/// @param close the price
/// @param rank place by market capitalisation, 1 is the largest
/// @param dilutedValuation the capitalisation if all coins there can be were there
/// @param ath the highest price ever
/// @param atl the lowest price ever
public record CoinNumbers(@Nullable Double close, @Nullable Double marketCap, @Nullable Integer rank,
        @Nullable Double dilutedValuation, @Nullable Double ath, @Nullable Double atl) {
    public CoinNumbers {
        requireAmount(close, "price");
        requireAmount(marketCap, "market capitalisation");
        requireAmount(dilutedValuation, "fully diluted valuation");
        requireAmount(ath, "all-time high");
        requireAmount(atl, "all-time low");
        if (rank != null && rank < 1) {
            throw new IllegalArgumentException("a rank must be at least 1, but was " + rank);
        }
    }

    private static void requireAmount(@Nullable Double value, String name) {
        if (value != null && !(Double.isFinite(value) && value >= 0)) {
            throw new IllegalArgumentException(name + " must be finite and not negative, but was " + value);
        }
    }
}
