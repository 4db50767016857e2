package io.cryptodata.streams.candle;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.Arrival;
import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.FoldedHour;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.MarketFold;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.fold.UsdPrice;
import io.cryptodata.schemas.CandleHeaders;
import io.cryptodata.schemas.IndicatorRecords;
import io.cryptodata.schemas.RollupRecords;
import io.cryptodata.streams.failure.RefusedRecordException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// Runs the fold of each market over its candles and forwards the rows that it emits. Independent of indicators, as the
/// fold is of Kafka.
final class CandleFoldProcessor implements Processor<String, Candle, String, SpecificRecord> {
    /// how far the broker's clock may be behind the venues'
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private final CorrectionWindow window;
    private final FoldMeters meters;
    private ProcessorContext<String, SpecificRecord> context;
    private MarketFolds folds;

    CandleFoldProcessor(CorrectionWindow window, FoldMeters meters) {
        this.window = window;
        this.meters = meters;
    }

    /// Called again on this object when its task is revived: no state from before may remain.
    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.folds = new MarketFolds(context.getStateStore(CandleTopology.STORE), window);
    }

    @Override
    public void process(Record<String, Candle> message) {
        Candle candle = accepted(message.key(), message.value(), message.timestamp());
        Arrival arrival = new Arrival(Instant.ofEpochMilli(message.timestamp()),
                CandleHeaders.remainingIn(message.headers()));
        FoldedHour hour = new FoldedHour(candle, arrival.isFull(candle), UsdPrice.withoutRate(candle));
        MarketFold fold = folds.take(candle.market());
        meters.count(fold.add(hour, arrival.hasMore(), forwarding(message, candle)));
        folds.release(candle.market(), fold);
    }

    private static Candle accepted(@Nullable String key, @Nullable Candle candle, long appendedAtMillis) {
        if (candle == null) {
            throw new RefusedRecordException("a candle must have a value, but this record has none");
        }
        if (!candle.market().key().equals(key)) {
            throw new RefusedRecordException(
                    "the key must be the market, '" + candle.market().key() + "', but is '" + key + "'");
        }
        Instant appendedAt = Instant.ofEpochMilli(appendedAtMillis);
        if (candle.closeTime().isAfter(appendedAt.plus(CLOCK_TOLERANCE))) {
            throw new RefusedRecordException("the hour ends " + candle.closeTime()
                    + ", so it cannot have been closed when the record was appended at " + appendedAt);
        }
        return candle;
    }

    private FoldOutput forwarding(Record<String, Candle> message, Candle candle) {
        return new FoldOutput() {
            @Override
            public void indicators(IndicatorRow row) {
                forward(IndicatorRecords.toAvro(candle.market(), row), CandleTopology.INDICATORS_SINK);
            }

            @Override
            public void rollup(RollupRow row) {
                forward(RollupRecords.toAvro(candle.market(), row), CandleTopology.ROLLUP_SINK);
            }

            /// without the headers of the candle, which name the process that fetched it
            private void forward(SpecificRecord output, String sink) {
                context.forward(new Record<>(message.key(), output, message.timestamp()), sink);
            }
        };
    }
}
