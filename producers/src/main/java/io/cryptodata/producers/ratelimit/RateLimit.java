package io.cryptodata.producers.ratelimit;

import java.time.Duration;

/// One of a service's limits for one address: at most `weight` within any stretch of `period`.
///
/// @param name unique among the limits of one service, for example `klines`
/// @param weight in the service's own units; 1 per request where it counts requests
public record RateLimit(String name, int weight, Duration period) {
    public RateLimit {
        if (weight < 1 || !period.isPositive()) {
            throw new IllegalArgumentException("limit '" + name + "' must allow at least 1 within a positive period, "
                    + "but allows " + weight + " within " + period);
        }
    }
}
