package io.cryptodata.streams.candle;

import io.cryptodata.domain.fold.MarketFold.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Candles read, by outcome: the counter `cda.streams.candles`, tag `outcome`.
final class FoldMeters {
    private static final String NAME = "cda.streams.candles";

    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    private FoldMeters(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            counters.put(outcome, Counter.builder(NAME).tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .description("Hourly candles by outcome").register(meters));
        }
    }

    static FoldMeters in(MeterRegistry meters) {
        return new FoldMeters(meters);
    }

    void count(Outcome outcome) {
        Objects.requireNonNull(counters.get(outcome), "every outcome has a counter").increment();
    }
}
