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
/// last one that was not, also if another market has its unified name now: both are in the lines, and who held the name keeps
/// it. A row that was left out without a name may be that of any absent market; those are kept for
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
        List<RecordedListing> before = recorded.entries().values().stream()
                .filter(entry -> entry.status().isListed()).toList();
        List<RecordedListing> absent = before.stream().filter(entry -> !listed.contains(entry.asset())).toList();
        absentSince.keySet().retainAll(absent.stream().map(RecordedListing::asset).collect(Collectors.toSet()));
        before.stream().filter(entry -> absent.contains(entry)
                ? isLeftOut(entry, leftOut, time)
                : leftOut.contains(entry.last().venueSymbol()) && !hasLine(listing, entry.last()))
                .map(RecordedListing::last).forEach(lines::add);
        return lines;
    }

    private static boolean hasLine(VenueListing listing, Listed last) {
        return listing.markets().stream().anyMatch(market -> market.market().asset().equals(last.asset())
                && market.venueSymbol().equals(last.venueSymbol()));
    }

    private boolean isLeftOut(RecordedListing entry, Set<String> leftOut, Instant time) {
        if (leftOut.contains(entry.last().venueSymbol())) {
            return true;
        }
        Instant since = absentSince.merge(entry.asset(), time, (first, _) -> first);
        return leftOut.contains("") && time.isBefore(since.plus(LONGEST_WITHOUT_NAME));
    }
}
