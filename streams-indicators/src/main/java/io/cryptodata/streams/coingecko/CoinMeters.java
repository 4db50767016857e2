package io.cryptodata.streams.coingecko;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Rows read, by outcome: the counter `cda.streams.coins`, tag `outcome`.
///
/// @param folded emitted, enriched
/// @param late ignored: of a snapshot not newer than their coin's newest one
record CoinMeters(Counter folded, Counter late) {
    private static final String NAME = "cda.streams.coins";

    static CoinMeters in(MeterRegistry meters) {
        return new CoinMeters(counter(meters, "folded"), counter(meters, "late"));
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder(NAME).tag("outcome", outcome).description("Coins of snapshots by outcome")
                .register(meters);
    }
}
