package io.cryptodata.streams.candle;

import io.cryptodata.domain.fold.MarketFold.Outcome;
import io.cryptodata.domain.fold.ReplayOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Candles read, by outcome: the counter `cda.streams.candles`, and for those of replays `cda.streams.replayed`, tag `outcome`;
/// and `cda.streams.repriced`.
final class FoldMeters {
    private static final String CANDLES = "cda.streams.candles";
    private static final String REPLAYED = "cda.streams.replayed";
    private static final String REPRICED = "cda.streams.repriced";

    private final Map<Outcome, Counter> candles = new EnumMap<>(Outcome.class);
    private final Map<ReplayOutcome, Counter> replayed = new EnumMap<>(ReplayOutcome.class);
    private final Counter repriced;

    private FoldMeters(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            candles.put(outcome, counter(CANDLES, outcome, "Hourly candles by outcome", meters));
        }
        for (ReplayOutcome outcome : ReplayOutcome.values()) {
            replayed.put(outcome, counter(REPLAYED, outcome, "Hourly candles of replays by outcome", meters));
        }
        repriced = Counter.builder(REPRICED)
                .description("Hours whose rows were emitted again because of their rate to USDT").register(meters);
    }

    private static Counter counter(String name, Enum<?> outcome, String description, MeterRegistry meters) {
        return Counter.builder(name).tag("outcome", outcome.name().toLowerCase(Locale.ROOT)).description(description)
                .register(meters);
    }

    /// Hours whose rows were emitted again because of their rate to USDT.
    void repriced(int hours) {
        repriced.increment(hours);
    }

    static FoldMeters in(MeterRegistry meters) {
        return new FoldMeters(meters);
    }

    void count(Outcome outcome) {
        Objects.requireNonNull(candles.get(outcome)).increment();
    }

    void count(ReplayOutcome outcome) {
        Objects.requireNonNull(replayed.get(outcome)).increment();
    }
}
