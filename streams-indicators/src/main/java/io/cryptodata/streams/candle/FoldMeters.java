package io.cryptodata.streams.candle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Candles read, by outcome: the counter `cda.streams.candles`, tag `outcome`.
///
/// @param folded into their market's state
/// @param late ignored: not newer than their market's newest one
record FoldMeters(Counter folded, Counter late) {
    private static final String NAME = "cda.streams.candles";

    static FoldMeters in(MeterRegistry meters) {
        return new FoldMeters(counter(meters, "folded"), counter(meters, "late"));
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder(NAME).tag("outcome", outcome).description("Hourly candles by outcome")
                .register(meters);
    }
}
