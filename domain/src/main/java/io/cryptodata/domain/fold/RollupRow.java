package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A completed longer candle.
///
/// @param timeframe never the hourly one
/// @param bucketStart the open time as an epoch hour
/// @param lastId the `last_id` of the last hourly candle inside it
/// @param revision greater for each later record of this bucket, see [Revisions]
public record RollupRow(Timeframe timeframe, long bucketStart, long lastId, double open, double high, double low,
        double close, double volume, int revision) {
    /// Whether both are equal but for their revision.
    boolean hasValuesOf(@Nullable RollupRow other) {
        return other != null && as(other.revision).equals(other);
    }

    RollupRow as(int otherRevision) {
        return new RollupRow(timeframe, bucketStart, lastId, open, high, low, close, volume, otherRevision);
    }

    /// The open time as an instant.
    public Instant timestamp() {
        return Timeframe.instantOf(bucketStart);
    }
}
