package io.cryptodata.producers.universe;

import io.cryptodata.domain.universe.UniverseMarket;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Where the universe is kept.
public interface UniverseStore {
    /// Every market that is or was tracked.
    Collection<UniverseMarket> read();

    /// Keeps entries; throws if it could not.
    ///
    /// @return by partition, the offset behind the last of them
    Map<Integer, Long> write(List<UniverseMarket> entries, Instant time);
}
