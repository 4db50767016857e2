package io.cryptodata.producers.venue;

import java.util.List;

/// A part of a venue's listing.
///
/// @param next what to ask for next; empty after the last part
public record ListingPage(List<Listing> listings, String next) {
    public ListingPage {
        listings = List.copyOf(listings);
    }

    /// The only or last part.
    public static ListingPage last(List<Listing> listings) {
        return new ListingPage(listings, "");
    }
}
