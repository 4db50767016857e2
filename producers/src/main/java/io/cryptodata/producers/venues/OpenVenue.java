package io.cryptodata.producers.venues;

import io.cryptodata.producers.clock.GuardedClock;
import io.cryptodata.producers.fetch.CallExecutor;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.ListingClient;

import java.util.Optional;

/// A venue's client, the one executor of all its calls, and the venue's clock.
///
/// @param candles the same client; empty where only the listing is read
public record OpenVenue(CallExecutor calls, ListingClient listing, Optional<ExchangeClient> candles,
        GuardedClock clock) {
    public String exchange() {
        return listing.exchange();
    }
}
