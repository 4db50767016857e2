package io.cryptodata.producers.ratelimit;

/// What one request costs of one limit.
public record Charge(RateLimit limit, int weight) {
    public Charge {
        if (weight < 1) {
            throw new IllegalArgumentException("a charge must be at least 1, but was " + weight);
        }
    }
}
