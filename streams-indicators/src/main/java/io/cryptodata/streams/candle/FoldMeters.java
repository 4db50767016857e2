package io.cryptodata.streams.candle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// What became of the candles that came: `cryptodata.streams.candles`, tag `outcome`.
///
/// @param folded part of their market's state now
/// @param late not newer than their market's newest one, and therefore ignored
record FoldMeters(Counter folded, Counter late) {
    private static final String NAME = "cryptodata.streams.candles";

    static FoldMeters in(MeterRegistry meters) {
        return new FoldMeters(counter(meters, "folded"), counter(meters, "late"));
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder(NAME).tag("outcome", outcome).description("hourly candles by what became of them")
                .register(meters);
    }
}
