package io.cryptodata.producers.venue;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;

import java.time.Instant;
import java.util.Optional;

/// The port to a venue whose candles are fetched, under the same terms.
public interface ExchangeClient extends ListingClient {
    /// The hourly rows that open at or after `from`, the unfinished hour included, in the venue's order. A venue that
    /// serves windows reports where the window ended; see [CandlePage#windowEnd()]. Volumes are in units of the base.
    ///
    /// @param from a full hour
    /// @param limit how many rows at most, between 1 and [#maxRows(Market)]
    Call<CandlePage> hourlyCandles(Listing listing, Instant from, int limit);

    /// An hour that is not after the market's first candle, and at most a day before it; empty if it has none.
    Call<Optional<Instant>> firstHour(Listing listing);

    /// How many rows one request for candles of this market can return.
    int maxRows(Market market);
}
