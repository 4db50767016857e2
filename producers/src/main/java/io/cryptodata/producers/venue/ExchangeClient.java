package io.cryptodata.producers.venue;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.domain.market.Market;

import java.time.Instant;
import java.util.Optional;

/// What we need of a venue whose candles we fetch, under the same terms.
public interface ExchangeClient extends ListingClient {
    /// The hourly rows that open at or after `from`, the unfinished hour included, in whatever order the venue keeps. A
    /// venue that is asked for a window says where it ended; see [CandlePage#windowEnd()]. Volumes are in units of the
    /// base.
    ///
    /// @param from a full hour
    /// @param limit how many rows at most, between 1 and [#maxRows(Market)]
    Fetch<CandlePage> hourlyCandles(Listing listing, Instant from, int limit);

    /// An hour that is not after the market's first candle, and at most a month before it; empty if it has none.
    Fetch<Optional<Instant>> firstHour(Listing listing);

    /// How many rows one request for candles of this market can bring.
    int maxRows(Market market);
}
