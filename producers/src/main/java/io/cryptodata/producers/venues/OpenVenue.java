package io.cryptodata.producers.venues;

import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.polling.VenueAccess;
import io.cryptodata.producers.venue.GatedListing;
import io.cryptodata.producers.venue.ListingClient;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.fetch.RequestGate;
import io.cryptodata.producers.venue.VenueGate;

import java.util.Optional;

/// The way to one venue, with budget and repeats.
///
/// @param gate what every request to it goes through
/// @param listing its listing, behind the gate
/// @param candles its candles, behind the same gate; empty where only its listing is read
public record OpenVenue(RequestGate gate, ListingClient listing, Optional<VenueAccess> candles) {
    static OpenVenue of(VenueGate venue) {
        return new OpenVenue(venue.gate(), venue.at(Priority.LIVE),
                Optional.of(priority -> venue.at(priorityOf(priority))));
    }

    static OpenVenue of(GatedListing listing) {
        return new OpenVenue(listing.gate(), listing, Optional.empty());
    }

    public String exchange() {
        return listing.exchange();
    }

    private static Priority priorityOf(Work.Priority priority) {
        return switch (priority) {
            case LIVE -> Priority.LIVE;
            case RECHECK, REPAIR -> Priority.REPAIR;
            case BACKFILL -> Priority.BACKFILL;
        };
    }
}
