package io.cryptodata.producers.coingecko;

import io.cryptodata.schemas.avro.CoinMarket;

import java.util.List;
import java.util.Optional;

/// Publishes snapshots.
@FunctionalInterface
interface SnapshotPublisher {
    /// Publishes all rows together or none of them. Publishing the same rows again is harmless.
    ///
    /// @return empty when readers see them, otherwise why they may not see them
    Optional<String> publish(List<CoinMarket> rows);
}
