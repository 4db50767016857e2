package io.cryptodata.allinone.up;

import io.cryptodata.producers.status.VenueStatus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells a person which venue answers and which does not, and every change of that.
final class VenueStateChanges {
    private final Supplier<List<VenueStatus>> venues;
    private final Map<String, String> told = new HashMap<>();

    VenueStateChanges(Supplier<List<VenueStatus>> venues) {
        this.venues = venues;
    }

    /// A line for each venue whose standing has changed since it was told last; empty if none has.
    Optional<String> next() {
        List<String> lines = new ArrayList<>();
        for (VenueStatus venue : venues.get()) {
            if (venue.isOk() && venue.venueTime() == null) {
                continue;
            }
            String standing = venue.isOk()
                    ? "answers"
                    : "does not answer as it should, and is asked again: "
                            + venue.reason();
            String kind = venue.isOk() ? "ok" : "trouble";
            if (!kind.equals(told.put(venue.exchange(), kind))) {
                lines.add("  " + venue.exchange() + ": " + standing);
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(System.lineSeparator(), lines));
    }
}
