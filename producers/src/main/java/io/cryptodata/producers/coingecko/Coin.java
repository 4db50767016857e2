package io.cryptodata.producers.coingecko;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A row of `/coins/markets`. Everything that CoinGecko may leave null is null then.
///
/// @param id CoinGecko's id, for example `bitcoin`; the only thing that tells coins apart
/// @param symbol as CoinGecko writes it, in lower case; not unique
/// @param marketCapRank 1 is the largest
/// @param volumeUsd what was traded within 24 hours
/// @param lastUpdated when CoinGecko last looked at the coin; weeks ago for some
public record Coin(String id, String symbol, String name, @Nullable Double price, @Nullable Double marketCap,
        @Nullable Integer marketCapRank, @Nullable Double dilutedValuation, @Nullable Double volumeUsd,
        @Nullable Double high24h, @Nullable Double low24h, Supply supply, Extremes extremes,
        @Nullable Instant lastUpdated) {
    public Coin {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a coin must have an id, but '" + name + "' has none");
        }
    }

    /// How many of the coin there are.
    public record Supply(@Nullable Double circulating, @Nullable Double total, @Nullable Double max) {}

    /// The highest and the lowest price ever, in USD, and when they were.
    public record Extremes(@Nullable Double ath, @Nullable Instant athDate, @Nullable Double atl,
            @Nullable Instant atlDate) {}

    /// Whether this row is to be believed rather than `other`, which came before it: the one that CoinGecko updated
    /// later, and the later one to come if neither was.
    boolean replaces(Coin other) {
        if (other.lastUpdated == null) {
            return true;
        }
        return lastUpdated != null && !lastUpdated.isBefore(other.lastUpdated);
    }
}
