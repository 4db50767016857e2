package io.cryptodata.producers.venue.bitget;

import io.cryptodata.domain.market.Market;

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

    /// @param hour what an hour is called: spot markets and contracts write it differently
    BitgetApi(String productType, BitgetEndpoint listing, BitgetEndpoint recent, BitgetEndpoint history, String hour) {
        this.productType = productType;
        this.listing = listing;
        this.recent = recent;
        this.history = history;
        this.hour = hour;
    }

    /// Where a market's candles are.
    ///
    /// @throws IllegalArgumentException if they are not fetched
    static BitgetApi of(Market market) {
        String settle = market.settle();
        if (settle == null) {
            return SPOT;
        }
        if (!settle.equals(market.quote())) {
            throw new IllegalArgumentException("candles of inverse contracts are not fetched: " + market);
        }
        return settle.equals("USDC") ? USDC_FUTURES : USDT_FUTURES;
    }

    /// Where hours not older than a few weeks are.
    BitgetEndpoint recent() {
        return recent;
    }

    /// Where hours of any age are.
    BitgetEndpoint history() {
        return history;
    }

    BitgetEndpoint listing() {
        return listing;
    }

    String hour() {
        return hour;
    }

    /// The part of every question that names the kind of contract, to be put behind another part.
    String andProductType() {
        return this == SPOT ? "" : "&productType=" + productType;
    }

    String listingQuery() {
        return this == SPOT ? "" : "?productType=" + productType;
    }
}
