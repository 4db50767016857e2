package io.cryptodata.producers.venue.okx;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ratelimit.RateLimit;

import java.time.Duration;

/// What is asked of OKX: four paths, each with a limit of its own.
enum OkxApi {
    TIME("public/time", 10), INSTRUMENTS("public/instruments", 20),
    /// the newest 1,440 hours
    RECENT("market/candles", 40),
    /// all hours
    HISTORY("market/history-candles", 20);

    private final String path;
    private final RateLimit limit;

    OkxApi(String path, int requests) {
        this.path = path;
        this.limit = new RateLimit(path, requests, Duration.ofSeconds(2));
    }

    /// Below the venue's base address.
    String path() {
        return "/api/v5/" + path;
    }

    RateLimit limit() {
        return limit;
    }

    /// Whether OKX says a market's volume in the base first; that of a contract it says in contracts first.
    ///
    /// @throws IllegalArgumentException if its candles are not fetched
    static boolean countsInBase(Market market) {
        if (!market.isSpot() && !market.quote().equals(market.settle())) {
            throw new IllegalArgumentException("candles of inverse contracts are not fetched: " + market);
        }
        return market.isSpot();
    }
}
