package io.cryptodata.simulator.venue;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a dialect can read while it responds to one request: the venue's clock, its listing and its candles.
public interface MarketData {
    /// The venue's clock.
    Instant now();

    /// All listed markets, spot and contracts, in the order of the listing.
    List<ListedMarket> markets();

    /// The listed market with this symbol.
    ///
    /// @param spot whether to find a spot market, rather than a contract
    Optional<ListedMarket> market(boolean spot, String symbol);

    /// The hourly rows inside a window, oldest first; the hour in progress is the last one. They count as served.
    List<SourceRow> rows(ListedMarket market, Window window);

    /// The rows of any timeframe that open inside a window, oldest first.
    default List<SourceRow> rows(ListedMarket market, Timeframe timeframe, Window window) {
        return timeframe == Timeframe.H1
                ? rows(market, window)
                : RowRollup.page(timeframe, window, hours -> history(market, hours));
    }

    /// The hourly rows inside a window, oldest first, for a response that is derived from them without containing them,
    /// such as days or months. They do not count as served and meet no fault.
    List<SourceRow> history(ListedMarket market, Window window);
}
