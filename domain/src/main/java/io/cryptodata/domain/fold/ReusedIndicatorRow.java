package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.indicator.IndicatorColumn;
import io.cryptodata.domain.indicator.IndicatorValues;

/// The one indicator row of a timeframe, filled anew for every candle.
final class ReusedIndicatorRow implements IndicatorRow {
    private final Timeframe timeframe;
    private final IndicatorValues values = new IndicatorValues();
    private long bucketStart;
    private long lastId;
    private boolean closed;
    private int revision;

    ReusedIndicatorRow(Timeframe timeframe) {
        this.timeframe = timeframe;
    }

    /// Where the values are written before the row is said.
    IndicatorValues values() {
        return values;
    }

    ReusedIndicatorRow about(long newBucketStart, long newLastId, boolean newClosed, int newRevision) {
        bucketStart = newBucketStart;
        lastId = newLastId;
        closed = newClosed;
        revision = newRevision;
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
    public boolean closed() {
        return closed;
    }

    @Override
    public int revision() {
        return revision;
    }

    @Override
    public double value(IndicatorColumn column) {
        return values.get(column);
    }
}
