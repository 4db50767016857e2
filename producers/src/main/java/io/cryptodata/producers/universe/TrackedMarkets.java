package io.cryptodata.producers.universe;

import io.cryptodata.producers.venue.Fetch;

import java.time.Instant;
import java.util.List;

/// Says which markets of one venue are to be fetched. Asking may cost a request.
@FunctionalInterface
public interface TrackedMarkets {
    /// The markets as of now, those that do not trade any more included.
    ///
    /// @param venueTime the venue's clock
    Fetch<List<TrackedMarket>> now(Instant venueTime);
}
