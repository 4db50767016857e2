package io.cryptodata.domain.universe;

import io.cryptodata.domain.market.Market;

import java.util.Optional;

/// The kinds of markets whose candles can be tracked.
public enum MarketKind {
    /// The base itself is traded.
    SPOT,
    /// Contracts that are settled in their quote currency.
    LINEAR;

    /// Empty for contracts that are settled in their base currency.
    public static Optional<MarketKind> of(Market market) {
        if (market.isSpot()) {
            return Optional.of(SPOT);
        }
        return market.quote().equals(market.settle()) ? Optional.of(LINEAR) : Optional.empty();
    }
}
