package io.cryptodata.producers.venue.bybit;

import io.cryptodata.domain.market.Market;

/// Bybit's kinds of markets: the same words at the same host, told apart by a parameter.
enum BybitApi {
    SPOT("spot"),
    /// settled in the quote
    LINEAR("linear"),
    /// settled in the base; only listed
    INVERSE("inverse");

    private final String category;

    BybitApi(String category) {
        this.category = category;
    }

    String category() {
        return category;
    }

    /// Where a market's candles are.
    ///
    /// @throws IllegalArgumentException if they are not fetched
    static BybitApi of(Market market) {
        if (market.isSpot()) {
            return SPOT;
        }
        if (market.quote().equals(market.settle())) {
            return LINEAR;
        }
        throw new IllegalArgumentException("candles of inverse contracts are not fetched: " + market);
    }
}
