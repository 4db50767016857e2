package io.cryptodata.producers.coingecko;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How one run went.
///
/// @param snapshot the time that is on all rows
/// @param startedAt by our own clock
/// @param finishedAt by our own clock
/// @param counts by name; see the how-to on CoinGecko
/// @param detail what people should know; null if nothing
/// @param coins what came, by rank, whether or not it could be published
public record SnapshotResult(Instant snapshot, Instant startedAt, Instant finishedAt, Outcome outcome,
        SortedMap<String, Long> counts, @Nullable String detail, List<Coin> coins) {
    public SnapshotResult {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        coins = List.copyOf(coins);
    }

    /// What became of a snapshot.
    public enum Outcome {
        /// Published, and nothing is missing.
        OK,
        /// Published, but something is missing: its rows say so.
        PARTIAL,
        /// Nothing was published.
        FAILED
    }

    /// Whether a coin that is not in [#coins()] is not among the first ones at all. Where this does not hold, it may
    /// simply not have come.
    public boolean showsAll() {
        return counts.getOrDefault("coins", 0L) > 0 && counts.getOrDefault("coins_missing", 0L) == 0
                && counts.getOrDefault("pages_failed", 0L) == 0;
    }
}
