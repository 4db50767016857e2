package io.cryptodata.producers.coingecko;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Coins for tests.
final class Coins {
    static final Instant UPDATED = Instant.parse("2026-03-01T11:59:30Z");

    private Coins() {}

    static Coin coin(String id, @Nullable Integer rank, @Nullable Instant lastUpdated) {
        return new Coin(id, id.substring(0, 1), id, 1.5, 2e6, rank, null, 3e5, null, null,
                new Coin.Supply(1e6, null, null),
                new Coin.Extremes(10.0, Instant.parse("2025-01-01T00:00:00Z"), 0.1, null), lastUpdated);
    }

    /// A page of coins `c<rank>`.
    static CoinPage page(int... ranks) {
        return new CoinPage(IntStream.of(ranks).mapToObj(rank -> coin("c" + rank, rank, UPDATED)).toList(), 0, 0, 0);
    }

    static CoinPage empty() {
        return new CoinPage(List.of(), 0, 0, 0);
    }
}
