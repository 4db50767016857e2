package io.cryptodata.simulator.market;

import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.simulator.market.CandleSource.SourceRow;

import org.jspecify.annotations.Nullable;

/// What is wrong with a row, judged here on its own, so that the expectation does not come from the code it checks.
public final class RowRules {
    private static final long HOUR = 3_600_000;

    private RowRules() {}

    /// The first thing that is wrong with a row's values; null when nothing is. Whether its hour is over is not asked.
    public static @Nullable QuarantineReason fault(SourceRow row) {
        double open = Double.parseDouble(row.open());
        double high = Double.parseDouble(row.high());
        double low = Double.parseDouble(row.low());
        double close = Double.parseDouble(row.close());
        double volume = Double.parseDouble(row.volume());
        if (Math.floorMod(row.openTime(), HOUR) != 0) {
            return QuarantineReason.OFF_GRID;
        }
        if (!Double.isFinite(open + high + low + close + volume)) {
            return QuarantineReason.NOT_A_NUMBER;
        }
        if (Math.min(Math.min(open, close), Math.min(high, low)) <= 0) {
            return QuarantineReason.NOT_POSITIVE;
        }
        if (volume < 0) {
            return QuarantineReason.NEGATIVE_VOLUME;
        }
        boolean consistent = high >= Math.max(open, close) && low <= Math.min(open, close);
        return consistent ? null : QuarantineReason.INCONSISTENT;
    }
}
