package io.cryptodata.streams.coingecko;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// What became of the rows that came: `cryptodata.streams.coins`, tag `outcome`.
///
/// @param folded said on, enriched
/// @param late of a snapshot not newer than their coin's newest one, and therefore ignored
record CoinMeters(Counter folded, Counter late) {
    private static final String NAME = "cryptodata.streams.coins";

    static CoinMeters in(MeterRegistry meters) {
        return new CoinMeters(counter(meters, "folded"), counter(meters, "late"));
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder(NAME).tag("outcome", outcome).description("coins of snapshots by what became of them")
                .register(meters);
    }
}
