package io.cryptodata.domain.coin;

import org.jspecify.annotations.Nullable;

/// The numbers of a coin; unknown is null.
///
/// @param close the price
/// @param rank by market capitalisation, 1 is the largest
/// @param dilutedValuation the market capitalisation at the maximum supply
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
