package io.cryptodata.streams.candle;

import io.cryptodata.domain.fold.MarketFold.Outcome;
import io.cryptodata.domain.fold.ReplayOutcome;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.streams.metrics.StreamsMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Candles read by outcome, the time that they take, rows written by topic, and the newest closed bars.
final class FoldMeters {
    private final Map<Outcome, Counter> candles = new EnumMap<>(Outcome.class);
    private final Map<ReplayOutcome, Counter> replayed = new EnumMap<>(ReplayOutcome.class);
    private final Counter repriced;
    private final Counter indicators;
    private final Counter rollups;
    private final Counter rates;
    private final Timer fold;
    private final ClosedBars closedBars;

    private FoldMeters(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            candles.put(outcome, StreamsMeters.CANDLES.counterIn(meters, tag(outcome)));
        }
        for (ReplayOutcome outcome : ReplayOutcome.values()) {
            replayed.put(outcome, StreamsMeters.REPLAYED.counterIn(meters, tag(outcome)));
        }
        repriced = StreamsMeters.REPRICED.counterIn(meters);
        indicators = StreamsMeters.EMITTED.counterIn(meters, TopicName.INDICATORS);
        rollups = StreamsMeters.EMITTED.counterIn(meters, TopicName.CANDLES_ROLLUP);
        rates = StreamsMeters.EMITTED.counterIn(meters, TopicName.RATES_USD);
        fold = StreamsMeters.FOLD.timerIn(meters);
        closedBars = ClosedBars.in(meters);
    }

    private static String tag(Enum<?> outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    static FoldMeters in(MeterRegistry meters) {
        return new FoldMeters(meters);
    }

    /// Hours whose rows were emitted again because of their rate to USDT.
    void repriced(int hours) {
        repriced.increment(hours);
    }

    void count(Outcome outcome) {
        Objects.requireNonNull(candles.get(outcome)).increment();
    }

    void count(ReplayOutcome outcome) {
        Objects.requireNonNull(replayed.get(outcome)).increment();
    }

    Counter indicators() {
        return indicators;
    }

    Counter rollups() {
        return rollups;
    }

    Counter rates() {
        return rates;
    }

    /// The time of one fold.
    Timer fold() {
        return fold;
    }

    ClosedBars closedBars() {
        return closedBars;
    }
}
