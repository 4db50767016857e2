package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;

import java.time.Instant;

/// A completed longer candle.
///
/// @param timeframe never the hourly one
/// @param bucketStart the open time as an epoch hour
/// @param lastId the `last_id` of the last hourly candle inside it
/// @param revision 0 for the first record of this bucket, one more for each later one
public record RollupRow(Timeframe timeframe, long bucketStart, long lastId, double open, double high, double low,
        double close, double volume, int revision) {
    /// The open time as an instant.
    public Instant timestamp() {
        return Timeframe.instantOf(bucketStart);
    }
}
