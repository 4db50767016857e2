package io.cryptodata.simulator.venue;

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

    /// The hourly rows inside a window, oldest first, for a response that is derived from them without containing them,
    /// such as months. They do not count as served and meet no fault.
    List<SourceRow> history(ListedMarket market, Window window);
}
