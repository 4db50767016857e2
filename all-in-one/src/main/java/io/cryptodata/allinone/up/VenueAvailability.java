package io.cryptodata.allinone.up;

import io.cryptodata.producers.status.VenueStatus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Reports which venues are available, and every change of that.
final class VenueAvailability {
    private final Supplier<List<VenueStatus>> venues;
    private final Map<String, Boolean> reported = new HashMap<>();

    VenueAvailability(Supplier<List<VenueStatus>> venues) {
        this.venues = venues;
    }

    /// A line for each venue whose availability has changed since the last report; empty if none has.
    Optional<String> next() {
        List<String> lines = new ArrayList<>();
        for (VenueStatus venue : venues.get()) {
            boolean notPolledYet = venue.isOk() && venue.venueTime() == null;
            if (!notPolledYet && !Boolean.valueOf(venue.isOk()).equals(reported.put(venue.exchange(), venue.isOk()))) {
                lines.add("  " + venue.exchange() + ": "
                        + (venue.isOk() ? "available" : "unavailable, retrying: " + venue.reason()));
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(System.lineSeparator(), lines));
    }
}
