package io.cryptodata.sinks.cleanup;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// Finds the indicator rows that a later row of the same market, timeframe and bucket has replaced.
///
/// Must be passed every row, from later hours to earlier ones: then the previous row of the same market and timeframe is
/// the next one in time, and one hour per market and timeframe is all that has to be remembered.
final class ReplacedRows {
    private final Map<Timeframe, Map<Long, Long>> previousHours = new EnumMap<>(Timeframe.class);

    /// Whether a row that was passed before has replaced this one.
    boolean isReplaced(IndicatorTable.Key row) {
        long hour = LastId.epochHourIn(row.lastId());
        Long later = previousHours.computeIfAbsent(row.timeframe(), _ -> new HashMap<>())
                .put(LastId.hashIn(row.lastId()), hour);
        return later != null && later < row.timeframe().next(row.timeframe().floor(hour));
    }
}
