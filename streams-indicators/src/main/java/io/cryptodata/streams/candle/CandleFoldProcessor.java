package io.cryptodata.streams.candle;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.currency.UsdPrice;
import io.cryptodata.domain.fold.Arrival;
import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.FoldedHour;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.MarketFold;
import io.cryptodata.domain.fold.MarketFold.Outcome;
import io.cryptodata.domain.fold.ReplayOutcome;
import io.cryptodata.domain.fold.ReplayedHour;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleHeaders;
import io.cryptodata.schemas.IndicatorRecords;
import io.cryptodata.schemas.ReplayHeaders;
import io.cryptodata.schemas.RollupRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.streams.failure.RefusedRecordException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// Runs the fold of each market over its candles and forwards the rows that it emits, and the closes that are rates for other
/// markets. Independent of indicators, as the fold is of Kafka.
final class CandleFoldProcessor implements Processor<String, Candle, String, Object> {
    /// how soon rows follow a rate that arrives after their candle
    private static final Duration RATE_INTERVAL = Duration.ofSeconds(1);

    private final CorrectionWindow window;
    private final RateUpdates updates;
    private final FoldMeters meters;
    private final MissedRates missedRates;
    private final ColdMarkets cold;
    private ProcessorContext<String, Object> context;
    private ClosedBars.Partition closedBars;
    private MarketFolds folds;
    private StoredRates rates;
    private Repricing repricing;

    CandleFoldProcessor(CorrectionWindow window, RateUpdates updates, FoldMeters meters, MissedRates missedRates,
            ColdMarkets cold) {
        this.window = window;
        this.updates = updates;
        this.meters = meters;
        this.missedRates = missedRates;
        this.cold = cold;
    }

    /// Called again on this object when its task is revived: no state from before may remain.
    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        KeyValueStore<String, byte[]> store = context.getStateStore(CandleTopology.STORE);
        folds = new MarketFolds(store, window);
        cold.addAll(context.taskId().partition(), store);
        closedBars = meters.closedBars().assigned(context.taskId().partition());
        rates = new StoredRates(context.getStateStore(CandleTopology.RATES));
        repricing = new Repricing(new RatedMarkets(store), rates, updates, missedRates);
        context.schedule(RATE_INTERVAL, PunctuationType.WALL_CLOCK_TIME,
                now -> meters.repriced(repricing.run(folds, market -> forwarding(market, now))));
    }

    @Override
    public void process(Record<String, Candle> message) {
        Candle candle = accepted(message.key(), message.value());
        Arrival arrival = new Arrival(Instant.ofEpochMilli(message.timestamp()),
                CandleHeaders.remainingIn(message.headers()));
        if (!arrival.isAfterCloseOf(candle)) {
            throw new RefusedRecordException("the hour ends " + candle.closeTime()
                    + ", so it cannot have been closed when the record was appended at " + arrival.appendedAt());
        }
        repricing.add(candle.market(), Timeframe.epochHourOf(candle.openTime()));
        if (isReplayed()) {
            replay(candle, headersOf(message), message);
        } else {
            add(candle, arrival, message);
        }
    }

    @Override
    public void close() {
        cold.removeAll(context.taskId().partition());
        meters.closedBars().removed(context.taskId().partition());
    }

    private boolean isReplayed() {
        return context.recordMetadata().filter(origin -> origin.topic().equals(TopicName.CANDLES_REPLAY)).isPresent();
    }

    private void add(Candle candle, Arrival arrival, Record<String, Candle> message) {
        FoldedHour hour = new FoldedHour(candle, arrival.isFull(candle), UsdPrice.of(candle, rates));
        MarketFold fold = folds.take(candle.market());
        long started = System.nanoTime();
        Outcome outcome = fold.add(hour, arrival.hasMore(), forwarding(candle.market(), message.timestamp()));
        meters.fold().record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        folds.release(candle.market(), fold);
        meters.count(outcome);
        if (outcome != Outcome.REPEATED) {
            forwardRate(candle, message.timestamp());
        }
    }

    private void replay(Candle candle, ReplayHeaders headers, Record<String, Candle> message) {
        FoldedHour hour = new FoldedHour(candle, headers.full(), UsdPrice.of(candle, rates));
        FoldOutput output = forwarding(candle.market(), message.timestamp());
        MarketFold fold = folds.take(candle.market());
        ReplayOutcome outcome = fold.replay(new ReplayedHour(hour, headers.replay(), headers.index(),
                headers.remaining(), headers.emitFrom()), output);
        if (outcome == ReplayOutcome.COMPLETED) {
            meters.repriced(fold.repriceAll(rates, output));
            cold.set(candle.market(), context.taskId().partition(), fold.missing());
        }
        folds.release(candle.market(), fold);
        meters.count(outcome);
        if (rates.lack(candle)) {
            forwardRate(candle, message.timestamp());
        }
        if (outcome == ReplayOutcome.REFUSED) {
            throw new RefusedRecordException(
                    ("the replay lacks hours before %s which the stream has folded, and was not"
                            + " used: run ./cda replay --market %s again")
                            .formatted(candle.openTime(), candle.market()));
        }
    }

    private void forwardRate(Candle candle, long timestamp) {
        StoredRates.rateIn(candle).ifPresent(rate -> {
            context.forward(new Record<>(rate.key, rate.value, timestamp), CandleTopology.RATES_SINK);
            meters.rates().increment();
        });
    }

    private static ReplayHeaders headersOf(Record<String, Candle> message) {
        try {
            return ReplayHeaders.of(message.headers());
        } catch (IllegalArgumentException e) {
            throw new RefusedRecordException(String.valueOf(e.getMessage()));
        }
    }

    private static Candle accepted(@Nullable String key, @Nullable Candle candle) {
        if (candle == null) {
            throw new RefusedRecordException("a candle must have a value, but this record has none");
        }
        if (!candle.market().key().equals(key)) {
            throw new RefusedRecordException(
                    "the key must be the market, '" + candle.market().key() + "', but is '" + key + "'");
        }
        return candle;
    }

    private FoldOutput forwarding(Market market, long timestamp) {
        return new FoldOutput() {
            @Override
            public void indicators(IndicatorRow row) {
                forward(IndicatorRecords.toAvro(market, row), CandleTopology.INDICATORS_SINK);
                meters.indicators().increment();
                if (row.closed()) {
                    closedBars.closed(market.exchange(), row.timeframe(), row.bucketStart());
                }
            }

            @Override
            public void rollup(RollupRow row) {
                forward(RollupRecords.toAvro(market, row), CandleTopology.ROLLUP_SINK);
                meters.rollups().increment();
            }

            /// without the headers of the candle, which name the process that fetched it
            private void forward(SpecificRecord output, String sink) {
                context.forward(new Record<>(market.key(), output, timestamp), sink);
            }
        };
    }
}
