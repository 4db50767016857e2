package io.cryptodata.producers.venue;

import io.cryptodata.domain.market.Market;

import java.time.Instant;
import java.util.List;

/// What we need of a venue, one request per call. A client never waits, retries or decides: it asks once and says what
/// came back. Pacing, budgets and retries belong to the caller.
public interface ExchangeClient {
    /// The venue's id, for example `binance`.
    String exchange();

    /// Every market the venue lists that a unified symbol exists for, tradable or not.
    Fetch<List<Listing>> listing();

    /// The venue's clock.
    Fetch<Instant> serverTime();

    /// The hourly rows that open at or after `from`, oldest first as far as the venue keeps to it, unfinished hour included.
    ///
    /// @param from a full hour
    /// @param limit how many rows at most, between 1 and [#maxRows()]
    Fetch<CandlePage> hourlyCandles(Listing listing, Instant from, int limit);

    /// How many rows one request can bring.
    int maxRows();

    /// What one request of this kind costs of the venue's budget.
    int weightOf(Request request);

    /// The kinds of request.
    enum Request {
        LISTING, SERVER_TIME, HOURLY_CANDLES
    }

    /// A market as the venue lists it.
    ///
    /// @param venueSymbol the venue's own name of it, for example `BTCUSDT`
    /// @param tradable whether it trades now
    record Listing(Market market, String venueSymbol, boolean tradable) {}
}
