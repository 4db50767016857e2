package io.cryptodata.sinks.cleanup;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// Tells which indicator rows a later row of the same market, timeframe and bucket has replaced.
///
/// Wants to be shown every row, those of later hours first: then the row shown before of the same market and timeframe is
/// the next one in time, and nothing else needs to be known. Remembers one hour per market and timeframe.
final class ReplacedRows {
    private final Map<Timeframe, Map<Long, Long>> hoursShown = new EnumMap<>(Timeframe.class);

    /// Whether a row that was shown before has replaced this one.
    boolean isReplaced(IndicatorKey row) {
        long hour = LastId.epochHourIn(row.lastId());
        Long later = hoursShown.computeIfAbsent(row.timeframe(), _ -> new HashMap<>())
                .put(LastId.hashIn(row.lastId()), hour);
        return later != null && later < row.timeframe().next(row.timeframe().floor(hour));
    }
}
