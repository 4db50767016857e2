package io.cryptodata.producers.coingecko;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The result of one run.
///
/// @param snapshot the time in all rows
/// @param startedAt by our own clock
/// @param finishedAt by our own clock
/// @param counts by name; see the how-to on CoinGecko
/// @param detail for the operator; null if there is none
/// @param coins as fetched, by rank, whether or not they could be published
public record SnapshotResult(Instant snapshot, Instant startedAt, Instant finishedAt, Outcome outcome,
        SortedMap<String, Long> counts, @Nullable String detail, List<Coin> coins) {
    public SnapshotResult {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        coins = List.copyOf(coins);
    }

    /// The outcome of a snapshot.
    public enum Outcome {
        /// Published, and nothing is missing.
        OK,
        /// Published, but incomplete: its rows are marked.
        PARTIAL,
        /// Nothing was published.
        FAILED
    }

    /// Whether a coin that is not in [#coins()] is not among the first ones. Otherwise it may be missing for another reason.
    public boolean showsAll() {
        return counts.getOrDefault("coins", 0L) > 0 && counts.getOrDefault("coins_missing", 0L) == 0
                && counts.getOrDefault("pages_failed", 0L) == 0;
    }
}
