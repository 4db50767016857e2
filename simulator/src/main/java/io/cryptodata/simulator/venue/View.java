package io.cryptodata.simulator.venue;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a venue knows at the moment of a request.
public interface View {
    /// The venue's clock.
    Instant now();

    /// All markets that are listed, spot and contracts, in the order in which the venue lists them.
    List<ListedMarket> markets();

    /// The listed market that the venue calls so; empty where it lists none.
    ///
    /// @param spot whether a spot market is asked for, rather than a contract
    Optional<ListedMarket> market(boolean spot, String symbol);

    /// Its rows inside a window, oldest first, the hour in progress last; the dialect decides how they are said.
    List<SourceRow> rows(ListedMarket market, Window window);

    /// Its hourly rows inside a window, oldest first, for an answer that is made from them without showing them, such as
    /// the first month: nobody is told that they were served, and nothing is wrong with them.
    List<SourceRow> history(ListedMarket market, Window window);
}
