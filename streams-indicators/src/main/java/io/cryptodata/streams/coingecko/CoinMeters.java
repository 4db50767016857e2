package io.cryptodata.streams.coingecko;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.streams.metrics.StreamsMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Rows read, by outcome, and rows written.
///
/// @param folded emitted, enriched
/// @param late ignored: of a snapshot not newer than their coin's newest one
record CoinMeters(Counter folded, Counter late, Counter emitted) {
    static CoinMeters in(MeterRegistry meters) {
        return new CoinMeters(StreamsMeters.COINS.counterIn(meters, "folded"),
                StreamsMeters.COINS.counterIn(meters, "late"),
                StreamsMeters.EMITTED.counterIn(meters, TopicName.COINGECKO_SNAPSHOTS));
    }
}
