package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;

/// A copy of a longer candle that can be kept and compared.
record EmittedRollup(Timeframe timeframe, long bucketStart, long lastId, double open, double high, double low,
        double close, double volume, int revision) {
    static EmittedRollup copyOf(RollupRow row) {
        return new EmittedRollup(row.timeframe(), row.bucketStart(), row.lastId(), row.open(), row.high(), row.low(),
                row.close(), row.volume(), row.revision());
    }
}
