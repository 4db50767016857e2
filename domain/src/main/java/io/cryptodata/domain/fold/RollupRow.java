package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;

import java.time.Instant;

/// A completed longer candle. The fold reuses one instance: copy what you keep.
public interface RollupRow {
    /// The candle's timeframe, never the hourly one.
    Timeframe timeframe();

    /// The candle's open time, as an epoch hour.
    long bucketStart();

    /// The `last_id` of the last hourly candle inside it.
    long lastId();

    double open();

    double high();

    double low();

    double close();

    double volume();

    /// 0 for the first record of this bucket, one more for each later one.
    int revision();

    /// The open time as an instant.
    default Instant timestamp() {
        return Timeframe.instantOf(bucketStart());
    }
}
