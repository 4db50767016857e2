package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.currency.UsdPrice;
import io.cryptodata.domain.indicator.Bar;
import io.cryptodata.domain.indicator.IndicatorSet;
import io.cryptodata.domain.indicator.MemoryDirectory;
import io.cryptodata.domain.market.Market;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One timeframe of one market: the bucket in progress, and the indicators of the completed ones.
final class TimeframeFold {
    private static final long FROM_THE_FIRST_HOUR = Long.MIN_VALUE;
    /// what a stored block starts with
    private static final byte BETWEEN_BUCKETS = 0;
    private static final byte GROWING = 1;
    private static final byte WAITING = 2;

    private final Timeframe timeframe;
    private final boolean quotedInUsdt;
    private final byte[] code;
    private final IndicatorSet indicators;
    private final Bar bar = new Bar();
    private final IndicatorRow row;
    private boolean growing;
    /// the first epoch hour of the bucket in progress, and the first one after it
    private long start;
    private long end;
    /// hours before this one are skipped
    private long firstHour = FROM_THE_FIRST_HOUR;

    TimeframeFold(Timeframe timeframe, Market market) {
        this.timeframe = timeframe;
        this.code = timeframe.code().getBytes(StandardCharsets.US_ASCII);
        this.quotedInUsdt = UsdPrice.currencyOf(market) == null;
        this.indicators = new IndicatorSet();
        this.row = new IndicatorRow(timeframe);
    }

    Timeframe timeframe() {
        return timeframe;
    }

    /// The timeframe's code in ASCII; not to be changed.
    byte[] code() {
        return code;
    }

    /// Starts with the first bucket after `hour`: the hours so far of a bucket in progress are not available any more, and
    /// a candle without them would be wrong.
    void startAfter(long hour) {
        firstHour = timeframe.next(timeframe.floor(hour));
    }

    /// Adds an hour that is newer than all before and not beyond the bucket in progress.
    void add(FoldedHour added, long hour, long lastId, FoldOutput output) {
        if (hour < firstHour) {
            return;
        }
        if (growing) {
            bar.growBy(added.candle(), added.usdPrice());
        } else {
            start(added, hour);
        }
        boolean complete = hour + 1 == end;
        if (complete || added.full()) {
            emit(lastId, complete, Revisions.FIRST, output);
        }
    }

    /// Emits the row of the bucket in progress, if there is one.
    ///
    /// @param lastId of the last candle inside the bucket
    void emitInProgress(long lastId, FoldOutput output) {
        if (growing) {
            emit(lastId, false, Revisions.FIRST, output);
        }
    }

    /// Closes the bucket in progress if it ended at or before `hour` without its last hour.
    ///
    /// @param lastId of the last candle inside the bucket, under which its row may have been emitted already
    /// @param revision greater than that row's
    void closeIfEndedBy(long hour, long lastId, int revision, FoldOutput output) {
        if (growing && hour >= end) {
            emit(lastId, true, revision, output);
        }
    }

    private void start(FoldedHour added, long hour) {
        start = timeframe.floor(hour);
        end = timeframe.next(start);
        growing = true;
        firstHour = FROM_THE_FIRST_HOUR;
        bar.startWith(added.candle(), added.usdPrice());
    }

    private void emit(long lastId, boolean complete, int revision, FoldOutput output) {
        indicators.compute(bar, row.values());
        output.indicators(row.with(start, lastId, complete, revision));
        if (complete) {
            indicators.commit(bar);
            growing = false;
            if (timeframe != Timeframe.H1) {
                output.rollup(new RollupRow(timeframe, start, lastId, bar.open(), bar.high(), bar.low(), bar.close(),
                        bar.volume(), Revisions.FIRST));
            }
        }
    }

    int size() {
        int progress = growing ? 2 * Long.BYTES + Bar.SIZE : isWaiting() ? Long.BYTES : 0;
        return Byte.BYTES + progress + indicators.size();
    }

    void writeTo(ByteBuffer target) {
        if (growing) {
            target.put(GROWING).putLong(start).putLong(end);
            bar.writeTo(target);
        } else if (isWaiting()) {
            target.put(WAITING).putLong(firstHour);
        } else {
            target.put(BETWEEN_BUCKETS);
        }
        indicators.writeTo(target);
    }

    /// @param priced whether bars in progress were written with their price in USDT
    void readFrom(ByteBuffer source, MemoryDirectory written, boolean priced) {
        byte progress = source.get();
        growing = progress == GROWING;
        if (growing) {
            start = source.getLong();
            end = source.getLong();
            readBar(source, priced);
        } else if (progress == WAITING) {
            firstHour = source.getLong();
        }
        indicators.readFrom(source, written);
    }

    private void readBar(ByteBuffer source, boolean priced) {
        if (priced) {
            bar.readFrom(source);
        } else {
            bar.readUnpriced(source, quotedInUsdt);
        }
    }

    private boolean isWaiting() {
        return firstHour != FROM_THE_FIRST_HOUR;
    }
}
