package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.indicator.Bar;

/// The one longer candle of a timeframe: the fold's own bar, said when it is complete.
final class ReusedRollupRow implements RollupRow {
    private final Timeframe timeframe;
    private final Bar bar;
    private long bucketStart;
    private long lastId;

    ReusedRollupRow(Timeframe timeframe, Bar bar) {
        this.timeframe = timeframe;
        this.bar = bar;
    }

    ReusedRollupRow about(long newBucketStart, long newLastId) {
        bucketStart = newBucketStart;
        lastId = newLastId;
        return this;
    }

    @Override
    public Timeframe timeframe() {
        return timeframe;
    }

    @Override
    public long bucketStart() {
        return bucketStart;
    }

    @Override
    public long lastId() {
        return lastId;
    }

    @Override
    public double open() {
        return bar.open();
    }

    @Override
    public double high() {
        return bar.high();
    }

    @Override
    public double low() {
        return bar.low();
    }

    @Override
    public double close() {
        return bar.close();
    }

    @Override
    public double volume() {
        return bar.volume();
    }

    /// Always the first: a bucket is complete only once.
    @Override
    public int revision() {
        return 0;
    }
}
