package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.ratelimit.RateLimit;

import java.net.URI;
import java.time.Duration;

/// The kind of access to CoinGecko: its address, the header of the key, and the rate limit.
///
/// [Authentication](https://docs.coingecko.com/docs/setting-up-your-api-key),
/// [limits](https://docs.coingecko.com/docs/common-errors-rate-limit)
public enum Tier {
    /// Without a key. CoinGecko guarantees nothing; five calls a minute were the least seen.
    KEYLESS("https://api.coingecko.com", "", 6),
    /// With the key of a free account.
    DEMO("https://api.coingecko.com", "x-cg-demo-api-key", 100),
    /// With the key of a paid account; the smallest plan's limit.
    PRO("https://pro-api.coingecko.com", "x-cg-pro-api-key", 500);

    private final URI address;
    private final String header;
    private final int callsPerMinute;

    Tier(String address, String header, int callsPerMinute) {
        this.address = URI.create(address);
        this.header = header;
        this.callsPerMinute = callsPerMinute;
    }

    /// Without `/api/v3`.
    URI address() {
        return address;
    }

    /// The header of the key; empty for [#KEYLESS].
    String header() {
        return header;
    }

    boolean needsKey() {
        return !header.isEmpty();
    }

    int callsPerMinute() {
        return callsPerMinute;
    }

    /// So many calls within any minute.
    static RateLimit limit(int callsPerMinute) {
        return new RateLimit("calls", callsPerMinute, Duration.ofMinutes(1));
    }
}
