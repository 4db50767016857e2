package io.cryptodata.simulator.venue;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;

import java.time.Instant;
import java.util.List;

/// A page of candles that was sent.
///
/// @param now the venue's clock when the request arrived
/// @param asRequested whether the page covers the requested range of hours
public record ServedPage(ListedMarket market, List<SourceRow> rows, Instant now, boolean asRequested) {
    public ServedPage {
        rows = List.copyOf(rows);
    }
}
