package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import org.jspecify.annotations.Nullable;

/// The rows and longer candles under the `last_id` of one hour, at most one of each per timeframe: a later one replaces the one
/// before.
@SuppressWarnings("EnumOrdinal") // the order of the timeframes is the order of the rows
final class HourRows {
    private static final Timeframe[] TIMEFRAMES = Timeframe.values();

    private final long hour;
    private final @Nullable IndicatorRow[] rows = new IndicatorRow[TIMEFRAMES.length];
    private final @Nullable RollupRow[] rollups = new RollupRow[TIMEFRAMES.length];

    HourRows(long hour) {
        this.hour = hour;
    }

    long hour() {
        return hour;
    }

    void put(IndicatorRow row) {
        rows[row.timeframe().ordinal()] = row.copyAs(row.revision());
    }

    void put(RollupRow rollup) {
        rollups[rollup.timeframe().ordinal()] = rollup;
    }

    /// Emits what `former` has not, or has with other values.
    ///
    /// @param former the rows of the same hour, or null if there are none
    void emitDifferences(@Nullable HourRows former, int revision, FoldOutput output) {
        for (int i = 0; i < rows.length; i++) {
            IndicatorRow row = rows[i];
            if (row != null && !row.hasValuesOf(former == null ? null : former.rows[i])) {
                output.indicators(row.copyAs(revision));
            }
            RollupRow rollup = rollups[i];
            if (rollup != null && !rollup.hasValuesOf(former == null ? null : former.rollups[i])) {
                output.rollup(rollup.as(revision));
            }
        }
    }
}
