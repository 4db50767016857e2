package io.cryptodata.streams.coingecko;

import io.cryptodata.domain.coin.CoinFold;
import io.cryptodata.domain.coin.CoinRow;
import io.cryptodata.schemas.CoinRecords;
import io.cryptodata.schemas.avro.CoinSnapshot;
import io.cryptodata.streams.failure.RefusedRecordException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// Runs the fold of each coin over its rows and forwards the snapshots that it emits.
final class CoinFoldProcessor implements Processor<String, CoinRow, String, CoinSnapshot> {
    /// how far the broker's clock may be behind that of the process that took the snapshot
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private final CoinMeters meters;
    private ProcessorContext<String, CoinSnapshot> context;
    private KeyValueStore<String, byte[]> folds;

    CoinFoldProcessor(CoinMeters meters) {
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, CoinSnapshot> context) {
        this.context = context;
        this.folds = context.getStateStore(CoinTopology.STORE);
    }

    @Override
    public void process(Record<String, CoinRow> message) {
        CoinRow row = accepted(message.key(), message.value(), message.timestamp());
        CoinFold.Step step = foldOf(row.coinId()).add(row);
        if (step.emitted().isEmpty()) {
            meters.late().increment();
            return;
        }
        folds.put(row.coinId(), step.after().bytes());
        // without the headers of the row, which name the process that fetched it
        context.forward(new Record<>(message.key(), CoinRecords.toAvro(step.emitted().get()), message.timestamp()));
        meters.folded().increment();
        meters.emitted().increment();
    }

    private CoinFold foldOf(String coinId) {
        byte[] stored = folds.get(coinId);
        return stored == null ? CoinFold.start() : CoinFold.read(coinId, stored);
    }

    private static CoinRow accepted(@Nullable String key, @Nullable CoinRow row, long appendedAtMillis) {
        if (row == null) {
            throw new RefusedRecordException("a coin must have a value, but this record has none");
        }
        if (!row.coinId().equals(key)) {
            throw new RefusedRecordException("the key must be the coin, '" + row.coinId() + "', but is '" + key + "'");
        }
        Instant appendedAt = Instant.ofEpochMilli(appendedAtMillis);
        if (row.snapshot().isAfter(appendedAt.plus(CLOCK_TOLERANCE))) {
            throw new RefusedRecordException("the snapshot is of " + row.snapshot()
                    + ", so it cannot have been taken when the record was appended at " + appendedAt);
        }
        return row;
    }
}
