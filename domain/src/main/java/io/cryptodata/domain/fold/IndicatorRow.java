package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.indicator.IndicatorColumn;

import java.time.Instant;

/// What the fold says of one bucket after one hourly candle. The fold reuses one instance: copy what you keep.
public interface IndicatorRow {
    /// The bucket's timeframe.
    Timeframe timeframe();

    /// The bucket's start, as an epoch hour.
    long bucketStart();

    /// The `last_id` of the last hourly candle inside the bucket.
    long lastId();

    /// Whether the bucket is complete.
    boolean closed();

    /// 0 for the first record of this (last_id, timeframe), one more for each later one.
    int revision();

    /// The value of a column, or NaN where it has none yet (warm-up, or not defined for this market).
    double value(IndicatorColumn column);

    /// Whether a column has a value.
    default boolean has(IndicatorColumn column) {
        return !Double.isNaN(value(column));
    }

    /// The bucket's start as an instant.
    default Instant timestamp() {
        return Timeframe.instantOf(bucketStart());
    }
}
