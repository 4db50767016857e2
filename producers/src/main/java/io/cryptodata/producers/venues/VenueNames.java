package io.cryptodata.producers.venues;

import io.cryptodata.domain.market.Market;

import java.util.Optional;

/// Derives a venue's name of a market that it does not list (any more) from base and quote. Only where the name is all
/// that is needed; the size of an unlisted contract, for example, cannot be guessed.
final class VenueNames {
    private VenueNames() {}

    /// `BTCUSDT`, spot and linear contracts alike, both counted in units of the base.
    static Optional<String> joined(Market market) {
        return isSpotOrLinear(market) ? Optional.of(market.base() + market.quote()) : Optional.empty();
    }

    /// `BTCUSDT`, spot markets only: contracts have sizes.
    static Optional<String> joinedSpot(Market market) {
        return market.isSpot() ? joined(market) : Optional.empty();
    }

    /// `BTC-USDT`, spot markets only: contracts have sizes.
    static Optional<String> hyphenatedSpot(Market market) {
        return market.isSpot() ? Optional.of(market.base() + "-" + market.quote()) : Optional.empty();
    }

    /// `BTC_USDT`, spot markets only: contracts have sizes.
    static Optional<String> underscoredSpot(Market market) {
        return market.isSpot() ? Optional.of(market.base() + "_" + market.quote()) : Optional.empty();
    }

    private static boolean isSpotOrLinear(Market market) {
        return market.isSpot() || market.quote().equals(market.settle());
    }
}
