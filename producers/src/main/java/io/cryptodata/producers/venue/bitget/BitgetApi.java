package io.cryptodata.producers.venue.bitget;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.CandleRequests;

/// Bitget's spot market and its three kinds of contracts, in the order in which they are listed.
enum BitgetApi {
    SPOT("", BitgetEndpoint.SPOT_SYMBOLS, BitgetEndpoint.SPOT_CANDLES, BitgetEndpoint.SPOT_HISTORY, "1h"),
    /// settled in USDT
    USDT_FUTURES("USDT-FUTURES"),
    /// settled in the base; only listed
    COIN_FUTURES("COIN-FUTURES"),
    /// settled in USDC
    USDC_FUTURES("USDC-FUTURES");

    private final String productType;
    private final BitgetEndpoint listing;
    private final BitgetEndpoint recent;
    private final BitgetEndpoint history;
    private final String hour;

    BitgetApi(String productType) {
        this(productType, BitgetEndpoint.CONTRACTS, BitgetEndpoint.CONTRACT_CANDLES, BitgetEndpoint.CONTRACT_HISTORY,
                "1H");
    }

    /// @param hour the name of an hour, which spot markets and contracts write differently
    BitgetApi(String productType, BitgetEndpoint listing, BitgetEndpoint recent, BitgetEndpoint history, String hour) {
        this.productType = productType;
        this.listing = listing;
        this.recent = recent;
        this.history = history;
        this.hour = hour;
    }

    /// The kind of a market whose candles are fetched.
    ///
    /// @throws IllegalArgumentException if they are not fetched
    static BitgetApi of(Market market) {
        CandleRequests.checkNotInverse(market);
        if (market.isSpot()) {
            return SPOT;
        }
        return "USDC".equals(market.settle()) ? USDC_FUTURES : USDT_FUTURES;
    }

    /// Serves hours not older than a few weeks.
    BitgetEndpoint recent() {
        return recent;
    }

    /// Serves hours of any age.
    BitgetEndpoint history() {
        return history;
    }

    BitgetEndpoint listing() {
        return listing;
    }

    String hour() {
        return hour;
    }

    /// The part of every query that names the kind of contract, after another part.
    String andProductType() {
        return this == SPOT ? "" : "&productType=" + productType;
    }

    String listingQuery() {
        return this == SPOT ? "" : "?productType=" + productType;
    }
}
