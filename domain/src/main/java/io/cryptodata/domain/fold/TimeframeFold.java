package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.indicator.Bar;
import io.cryptodata.domain.indicator.IndicatorSet;
import io.cryptodata.domain.indicator.MemoryDirectory;
import io.cryptodata.domain.market.Market;

import java.nio.ByteBuffer;

/// One timeframe of one market: the bucket that is growing, and the indicators of the completed ones.
final class TimeframeFold {
    private static final int FIRST_REVISION = 0;
    private static final byte GROWING = 1;
    private static final byte BETWEEN_BUCKETS = 0;

    private final Timeframe timeframe;
    private final IndicatorSet indicators;
    private final Bar bar = new Bar();
    private final ReusedIndicatorRow row;
    private final ReusedRollupRow rollup;
    private boolean growing;
    /// the growing bucket's first epoch hour, and the first one after it
    private long start;
    private long end;

    TimeframeFold(Timeframe timeframe, Market market) {
        this.timeframe = timeframe;
        this.indicators = new IndicatorSet(market);
        this.row = new ReusedIndicatorRow(timeframe);
        this.rollup = new ReusedRollupRow(timeframe, bar);
    }

    /// Takes in an hour that is newer than all before and not beyond the growing bucket.
    void add(Candle candle, long hour, long lastId, FoldOutput output) {
        if (growing) {
            bar.growBy(candle);
        } else {
            start(candle, hour);
        }
        say(lastId, hour + 1 == end, FIRST_REVISION, output);
    }

    /// Closes the growing bucket if it ended at or before `hour` without its last hour.
    ///
    /// @param lastId of the last candle inside the bucket, under which its row has already been said once
    void closeIfEndedBy(long hour, long lastId, FoldOutput output) {
        if (growing && hour >= end) {
            say(lastId, true, FIRST_REVISION + 1, output);
        }
    }

    private void start(Candle candle, long hour) {
        start = timeframe.floor(hour);
        end = timeframe.next(start);
        growing = true;
        bar.startWith(candle);
    }

    private void say(long lastId, boolean complete, int revision, FoldOutput output) {
        indicators.compute(bar, row.values());
        output.indicators(row.about(start, lastId, complete, revision));
        if (complete) {
            indicators.commit(bar);
            growing = false;
            if (timeframe != Timeframe.H1) {
                output.rollup(rollup.about(start, lastId));
            }
        }
    }

    int size() {
        return Byte.BYTES + (growing ? 2 * Long.BYTES + Bar.SIZE : 0) + indicators.size();
    }

    void writeTo(ByteBuffer target) {
        target.put(growing ? GROWING : BETWEEN_BUCKETS);
        if (growing) {
            target.putLong(start).putLong(end);
            bar.writeTo(target);
        }
        indicators.writeTo(target);
    }

    void readFrom(ByteBuffer source, MemoryDirectory written) {
        growing = source.get() == GROWING;
        if (growing) {
            start = source.getLong();
            end = source.getLong();
            bar.readFrom(source);
        }
        indicators.readFrom(source, written);
    }
}
