package io.cryptodata.producers.listing;

import io.cryptodata.domain.listing.Listed;
import io.cryptodata.domain.listing.ListingStatus;
import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.domain.listing.StatusSince;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.schemas.avro.ListingEntry;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Converts listings between the venues, the domain and the topic `listings`.
final class ListingRecords {
    private ListingRecords() {}

    /// One market as its venue lists it.
    static Listed listed(Listing listing) {
        Listed line = Listed.market(listing.market().asset(), listing.venueSymbol(), listing.tradable(),
                listing.venueStatus(), millis(listing.listedAt()), listing.contractSize());
        return switch (listing.state().meaning()) {
            case TRADING, HALTED -> line;
            case UNKNOWN -> line.withUnknownStatus();
        };
    }

    static ListingEntry toAvro(RecordedListing listing) {
        Listed last = listing.last();
        return new ListingEntry(listing.exchange(), listing.asset(), listing.publishedAt(), listing.status().name(),
                listing.firstSeen(), listing.lastSeen(), last.venueSymbol(), last.venueStatus(), last.listedAt(),
                last.contractSize().toPlainString(), listing.renamedTo(), last.rank(), last.volumeUsd(),
                listing.history().stream().map(each -> new io.cryptodata.schemas.avro.StatusSince(each.status().name(),
                        each.since())).toList());
    }

    static RecordedListing fromAvro(ListingEntry stored) {
        ListingStatus status = ListingStatus.valueOf(stored.getStatus());
        Listed last = new Listed(stored.getAsset(), stored.getVenueSymbol(), status == ListingStatus.TRADING,
                stored.getVenueStatus(), stored.getListedAt(), new BigDecimal(stored.getContractSize()),
                stored.getMarketCapRank(), stored.getVolumeUsd());
        return new RecordedListing(stored.getExchange(), last, status, stored.getRenamedTo(), stored.getFirstSeen(),
                stored.getLastSeen(), stored.getTimestamp(), stored.getStatusHistory().stream()
                        .map(each -> new StatusSince(ListingStatus.valueOf(each.getStatus()), each.getSince()))
                        .toList());
    }

    /// Times on topics have milliseconds.
    static Instant atMillis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable Instant millis(@Nullable Instant time) {
        return time == null ? null : atMillis(time);
    }
}
