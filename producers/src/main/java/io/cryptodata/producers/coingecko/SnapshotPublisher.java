package io.cryptodata.producers.coingecko;

import io.cryptodata.schemas.avro.CoinMarket;

import java.util.List;
import java.util.Optional;

/// Where snapshots go.
@FunctionalInterface
interface SnapshotPublisher {
    /// Makes all rows known together or none of them. Rows that are known already do no harm.
    ///
    /// @return empty when readers see them, otherwise why they may not
    Optional<String> publish(List<CoinMarket> rows);
}
