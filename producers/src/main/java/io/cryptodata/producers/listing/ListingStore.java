package io.cryptodata.producers.listing;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.RecordedListing;

import java.util.List;
import java.util.Map;

/// Where listings are kept.
public interface ListingStore {
    /// Everything that is known, by exchange.
    Map<String, ExchangeListings> read();

    /// Keeps what has changed; throws if it could not.
    void write(List<RecordedListing> changed);
}
