package io.cryptodata.simulator.venue;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.SourceRow;

import java.util.List;

/// Hours as the calendar months, by UTC, that a venue makes of them.
public final class MonthlyRows {
    private MonthlyRows() {}

    /// @param hours oldest first
    /// @return oldest first; a month without an hour is left out
    public static List<SourceRow> of(List<SourceRow> hours) {
        return LongerRows.of(Timeframe.M1, hours);
    }
}
