package io.cryptodata.producers.venue;

import io.cryptodata.domain.market.Market;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// What all requests for candles have in common.
public final class CandleRequests {
    private CandleRequests() {}

    /// @throws IllegalArgumentException if the market is another venue's or the limit is out of range
    public static void check(String exchange, Market market, int limit, int maxRows) {
        if (!market.exchange().equals(exchange)) {
            throw new IllegalArgumentException("a request to " + exchange + " cannot be about " + market);
        }
        if (limit < 1 || limit > maxRows) {
            throw new IllegalArgumentException("limit must be between 1 and " + maxRows + ", but was " + limit);
        }
    }

    /// @throws IllegalArgumentException for an inverse contract
    public static void checkNotInverse(Market market) {
        if (!market.isSpot() && !market.quote().equals(market.settle())) {
            throw new IllegalArgumentException("candles of inverse contracts are not fetched: " + market);
        }
    }

    /// The venue's name of a market, encoded for a URL.
    public static String symbol(Listing listing) {
        return URLEncoder.encode(listing.venueSymbol(), StandardCharsets.UTF_8);
    }
}
