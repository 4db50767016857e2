package io.cryptodata.producers.universe;

import io.cryptodata.domain.universe.UniverseMarket;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Stores the universe.
public interface UniverseStore {
    /// What is stored.
    ///
    /// @param markets every market that is or was tracked
    /// @param updatedAt time of the newest entry; the epoch if there is none
    record Stored(Collection<UniverseMarket> markets, Instant updatedAt) {
        public Stored {
            markets = List.copyOf(markets);
        }
    }

    /// Reads every entry.
    Stored read();

    /// Stores entries; throws on failure.
    ///
    /// @param time not before that of any stored entry: readers take the entry with the greatest one
    /// @return by partition, the offset after the last of them
    Map<Integer, Long> write(List<UniverseMarket> entries, Instant time);
}
