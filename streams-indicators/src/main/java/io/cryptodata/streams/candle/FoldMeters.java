package io.cryptodata.streams.candle;

import io.cryptodata.domain.fold.MarketFold.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Candles read, by outcome: the counter `cda.streams.candles`, tag `outcome`; and `cda.streams.repriced`.
final class FoldMeters {
    private static final String NAME = "cda.streams.candles";

    private static final String REPRICED = "cda.streams.repriced";

    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
    private final Counter repriced;

    private FoldMeters(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            counters.put(outcome, Counter.builder(NAME).tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .description("Hourly candles by outcome").register(meters));
        }
        repriced = Counter.builder(REPRICED)
                .description("Hours whose rows were emitted again because of their rate to USDT").register(meters);
    }

    /// Hours whose rows were emitted again because of their rate to USDT.
    void repriced(int hours) {
        repriced.increment(hours);
    }

    static FoldMeters in(MeterRegistry meters) {
        return new FoldMeters(meters);
    }

    void count(Outcome outcome) {
        Objects.requireNonNull(counters.get(outcome), "every outcome has a counter").increment();
    }
}
