package io.cryptodata.simulator.venue;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Faults of a market's candles, whatever the request. A request that meets another fault, or that is for a single row from
/// an earlier time on to find the start of a market's history, meets none of them.
public interface MarketFaults {
    MarketFaults NONE = new MarketFaults() {
        @Override
        public boolean isEmptied(Market market, List<SourceRow> rows, Instant now) {
            return false;
        }

        @Override
        public boolean isUnreadable(Market market, long hour, Instant now) {
            return false;
        }

        @Override
        public @Nullable RowDamage damageOf(Market market, long hour) {
            return null;
        }
    };

    /// Whether a page is sent without its rows.
    ///
    /// @param rows of the page, at least one
    boolean isEmptied(Market market, List<SourceRow> rows, Instant now);

    /// Whether the body of every page with the row of an hour cannot be read.
    boolean isUnreadable(Market market, long hour, Instant now);

    /// How the row of an hour is always damaged; null if it is not.
    @Nullable
    RowDamage damageOf(Market market, long hour);
}
