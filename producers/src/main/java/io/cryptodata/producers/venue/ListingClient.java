package io.cryptodata.producers.venue;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.ratelimit.Charge;
import java.time.Instant;
import java.util.List;

/// What we need of a venue whose markets we list, one request per call. A client never waits, retries or decides: it
/// asks once and says what came back. Pacing, budgets and retries belong to the caller.
public interface ListingClient {
    /// The venue's id, for example `binance`.
    String exchange();

    /// A part of the markets that the venue lists and that a unified symbol exists for, tradable or not.
    ///
    /// @param cursor empty for the first part, afterwards [ListingPage#next()] of the part before
    Fetch<ListingPage> listing(String cursor);

    /// The venue's clock.
    Fetch<Instant> serverTime();

    /// What a request costs, of each limit that it counts against.
    List<Charge> costOf(Request request);
}
