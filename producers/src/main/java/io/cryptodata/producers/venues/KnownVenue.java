package io.cryptodata.producers.venues;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.GatedListing;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.VenueGate;

import java.util.Optional;
import java.util.function.Function;

/// A venue that a client of ours speaks to.
///
/// @param urls where its API is unless configured otherwise
/// @param hasCandles whether its candles can be fetched, or only its listing
/// @param opening opens the way to it
/// @param naming what it calls a market that it does not list; empty where the name alone does not tell
public record KnownVenue(String exchange, BaseUrls urls, boolean hasCandles, Function<VenueContext, OpenVenue> opening,
        Function<Market, Optional<String>> naming) {
    /// A venue whose candles we fetch.
    static KnownVenue withCandles(String exchange, BaseUrls urls, Function<VenueContext, VenueGate> gate,
            Function<Market, Optional<String>> naming) {
        return new KnownVenue(exchange, urls, true, connection -> OpenVenue.of(gate.apply(connection)), naming);
    }

    /// A venue that only tells what it lists.
    static KnownVenue withListing(String exchange, BaseUrls urls, Function<VenueContext, GatedListing> listing) {
        return new KnownVenue(exchange, urls, false, connection -> OpenVenue.of(listing.apply(connection)),
                _ -> Optional.empty());
    }
}
