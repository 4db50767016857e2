package io.cryptodata.producers.venues;

import io.cryptodata.domain.market.Market;

import java.util.Optional;

/// What venues call a market that they do not list (any more): how each builds its names from base and quote. Only where
/// the name alone says all there is to know; the size of an unlisted contract, for example, cannot be guessed.
final class VenueNames {
    private VenueNames() {}

    /// `BTCUSDT`, spot and linear contracts alike, both counted in units of the base.
    static Optional<String> joined(Market market) {
        return isSpotOrLinear(market) ? Optional.of(market.base() + market.quote()) : Optional.empty();
    }

    /// `BTCUSDT`, spot markets only: its contracts have sizes.
    static Optional<String> joinedSpot(Market market) {
        return market.isSpot() ? joined(market) : Optional.empty();
    }

    /// `BTC-USDT`, spot markets only: its contracts have sizes.
    static Optional<String> hyphenatedSpot(Market market) {
        return market.isSpot() ? Optional.of(market.base() + "-" + market.quote()) : Optional.empty();
    }

    private static boolean isSpotOrLinear(Market market) {
        return market.isSpot() || market.quote().equals(market.settle());
    }
}
