package io.cryptodata.producers.universe;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.Fetch;
import io.cryptodata.producers.venue.Listing;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Tracks what a venue lists as tradable, as far as it is wanted, and what was tracked before.
///
/// @param listing asks the venue
/// @param wanted which markets may join
public record ListedMarkets(String exchange, Supplier<Fetch<List<Listing>>> listing, Universe universe,
        Predicate<Market> wanted) implements TrackedMarkets {
    @Override
    public Fetch<List<TrackedMarket>> now(Instant venueTime) {
        return switch (listing.get()) {
            case Fetch.Ok<List<Listing>>(List<Listing> listed) -> new Fetch.Ok<>(
                    universe.listed(exchange, listed, wanted, venueTime));
            case Fetch.SlowDown<List<Listing>> no -> new Fetch.SlowDown<>(no.retryAfter(), no.reason());
            case Fetch.Banned<List<Listing>> no -> new Fetch.Banned<>(no.retryAfter(), no.reason());
            case Fetch.Unavailable<List<Listing>> no -> new Fetch.Unavailable<>(no.reason());
            case Fetch.Rejected<List<Listing>> no -> new Fetch.Rejected<>(no.reason());
            case Fetch.Unreadable<List<Listing>> no -> new Fetch.Unreadable<>(no.reason(), no.excerpt());
        };
    }
}
