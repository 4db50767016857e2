package io.cryptodata.producers.listing;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.RecordedListing;

import java.util.List;
import java.util.Map;

/// Stores listings.
public interface ListingStore {
    /// Everything stored, by exchange.
    Map<String, ExchangeListings> read();

    /// Stores changed entries; throws on failure.
    void write(List<RecordedListing> changed);
}
