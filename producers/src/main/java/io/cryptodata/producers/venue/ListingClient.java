package io.cryptodata.producers.venue;

import io.cryptodata.producers.fetch.Call;

import java.time.Instant;

/// The port to a venue whose markets are listed. A client describes requests and sends none: a
/// [io.cryptodata.producers.fetch.CallRunner] runs them. How a request is made is up to the client, over HTTP or otherwise.
public interface ListingClient {
    /// The venue's id, for example `binance`.
    String exchange();

    /// All markets that the venue lists and that have a unified symbol, tradable or not.
    Call<VenueListing> listing();

    /// The venue's clock.
    Call<Instant> serverTime();
}
