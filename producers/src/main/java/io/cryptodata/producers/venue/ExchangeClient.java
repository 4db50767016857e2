package io.cryptodata.producers.venue;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

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

    /// How many of its newest hours, the unfinished one included, the venue serves of a market, whatever is requested; empty
    /// if it serves all. By the venue's documentation, never by a response: older hours are not requested, and are not
    /// available. Where the venue refuses requests for older hours it is a few less than documented, because an hour may
    /// begin while the request is on its way.
    default OptionalInt servedHours(Market market) {
        return OptionalInt.empty();
    }
}
