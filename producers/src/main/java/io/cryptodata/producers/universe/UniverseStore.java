package io.cryptodata.producers.universe;

import io.cryptodata.domain.universe.UniverseMarket;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Stores the universe.
public interface UniverseStore {
    /// Every market that is or was tracked.
    Collection<UniverseMarket> read();

    /// Stores entries; throws on failure.
    ///
    /// @return by partition, the offset after the last of them
    Map<Integer, Long> write(List<UniverseMarket> entries, Instant time);
}
