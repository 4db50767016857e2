package io.cryptodata.producers.venue.okx;

import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;

import java.time.Duration;
import java.util.List;

/// OKX's endpoints: each has its own limit.
enum OkxApi {
    TIME("public/time", 10), INSTRUMENTS("public/instruments", 20),
    /// the newest 1,440 hours
    RECENT("market/candles", 40),
    /// all hours
    HISTORY("market/history-candles", 20);

    private final String path;
    private final List<Charge> charges;

    OkxApi(String path, int requests) {
        this.path = path;
        this.charges = List.of(new Charge(new RateLimit(path, requests, Duration.ofSeconds(2)), 1));
    }

    /// Below the venue's base address.
    String path() {
        return "/api/v5/" + path;
    }

    List<Charge> charges() {
        return charges;
    }
}
