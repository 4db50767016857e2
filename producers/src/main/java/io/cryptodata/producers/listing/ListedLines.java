package io.cryptodata.producers.listing;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.Listed;
import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.producers.venue.VenueListing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The lines of a venue's listings: the rows that are markets, and instead of a recorded market's row that was left out the
/// last one that was not. A row that was left out without a name may be that of any absent market; those are kept for
/// [#LONGEST_WITHOUT_NAME].
final class ListedLines {
    static final Duration LONGEST_WITHOUT_NAME = Duration.ofDays(1);

    private final Map<String, Instant> absentSince = new HashMap<>();

    /// @param recorded the listings before this one
    /// @param time by the venue's clock
    List<Listed> of(VenueListing listing, ExchangeListings recorded, Instant time) {
        List<Listed> lines = new ArrayList<>(listing.markets().stream().map(ListingRecords::listed).toList());
        Set<String> listed = lines.stream().map(Listed::asset).collect(Collectors.toSet());
        Set<String> leftOut = listing.leftOut().stream().map(VenueListing.LeftOut::venueSymbol)
                .collect(Collectors.toSet());
        List<RecordedListing> absent = recorded.entries().values().stream()
                .filter(entry -> entry.status().isListed() && !listed.contains(entry.asset())).toList();
        absentSince.keySet().retainAll(absent.stream().map(RecordedListing::asset).collect(Collectors.toSet()));
        absent.stream().filter(entry -> isLeftOut(entry, leftOut, time)).map(RecordedListing::last)
                .forEach(lines::add);
        return lines;
    }

    private boolean isLeftOut(RecordedListing entry, Set<String> leftOut, Instant time) {
        if (leftOut.contains(entry.last().venueSymbol())) {
            return true;
        }
        Instant since = absentSince.merge(entry.asset(), time, (first, _) -> first);
        return leftOut.contains("") && time.isBefore(since.plus(LONGEST_WITHOUT_NAME));
    }
}
