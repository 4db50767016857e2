package io.cryptodata.domain.coin;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One coin of one snapshot. Unknown is null.
///
/// @param coinId CoinGecko's id, for example `bitcoin`; symbols repeat, ids do not
/// @param snapshot the snapshot's time, equal on all its rows
/// @param complete whether all pages of the snapshot were received
/// @param numbers in USD
/// @param athDate when the all-time high was, as reported now: it has been seen to move by hours and back
public record CoinRow(String coinId, Instant snapshot, boolean complete, String symbol, String name,
        CoinNumbers numbers, @Nullable Instant athDate) {
    public CoinRow {
        if (coinId.isBlank()) {
            throw new IllegalArgumentException("a coin must have an id, but '" + name + "' has none");
        }
    }
}
