package io.cryptodata.producers.coingecko;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A row of `/coins/markets`. What CoinGecko leaves null is null.
///
/// @param id CoinGecko's id, for example `bitcoin`; the only unique field
/// @param symbol as CoinGecko writes it, in lower case; not unique
/// @param marketCapRank 1 is the largest
/// @param volumeUsd traded within 24 hours
/// @param lastUpdated when CoinGecko last updated the coin; weeks ago for some
public record Coin(String id, String symbol, String name, @Nullable Double price, @Nullable Double marketCap,
        @Nullable Integer marketCapRank, @Nullable Double dilutedValuation, @Nullable Double volumeUsd,
        @Nullable Double high24h, @Nullable Double low24h, Supply supply, Extremes extremes,
        @Nullable Instant lastUpdated) {
    public Coin {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a coin must have an id, but '" + name + "' has none");
        }
    }

    /// The supply of the coin.
    public record Supply(@Nullable Double circulating, @Nullable Double total, @Nullable Double max) {}

    /// The highest and the lowest price ever, in USD, and when they were.
    public record Extremes(@Nullable Double ath, @Nullable Instant athDate, @Nullable Double atl,
            @Nullable Instant atlDate) {}

    /// Whether this row replaces `other`, which was fetched before it: unless CoinGecko updated `other` later.
    boolean replaces(Coin other) {
        if (other.lastUpdated == null) {
            return true;
        }
        return lastUpdated != null && !lastUpdated.isBefore(other.lastUpdated);
    }
}
