package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;

/// A copy of a longer candle that can be kept and compared.
record SaidRollup(Timeframe timeframe, long bucketStart, long lastId, double open, double high, double low,
        double close, double volume, int revision) {
    static SaidRollup copyOf(RollupRow row) {
        return new SaidRollup(row.timeframe(), row.bucketStart(), row.lastId(), row.open(), row.high(), row.low(),
                row.close(), row.volume(), row.revision());
    }
}
