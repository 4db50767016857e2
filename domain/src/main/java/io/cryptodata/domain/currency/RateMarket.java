package io.cryptodata.domain.currency;

import io.cryptodata.domain.market.Market;

import java.util.Optional;

/// A spot market whose close is a rate to USDT: *direct*, as `BTC/USDT`, or *inverse*, as `USDT/TRY`.
///
/// @param currency the one that is not USDT
public record RateMarket(String exchange, String currency, boolean isDirect) {
    private static final String USDT = "USDT";

    /// Empty for contracts and for markets without USDT.
    public static Optional<RateMarket> of(Market market) {
        if (!market.isSpot()) {
            return Optional.empty();
        }
        if (market.quote().equals(USDT)) {
            return Optional.of(new RateMarket(market.exchange(), market.base(), true));
        }
        return market.base().equals(USDT)
                ? Optional.of(new RateMarket(market.exchange(), market.quote(), false))
                : Optional.empty();
    }

    /// The market.
    public Market market() {
        return isDirect ? Market.spot(exchange, currency, USDT) : Market.spot(exchange, USDT, currency);
    }

    /// USDT for one unit of the currency.
    public double rate(double close) {
        return isDirect ? close : 1 / close;
    }
}
