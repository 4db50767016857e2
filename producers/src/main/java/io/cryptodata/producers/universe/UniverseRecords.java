package io.cryptodata.producers.universe;

import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.listing.ListingStatus;
import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.universe.TrackedSince;
import io.cryptodata.domain.universe.UniverseMarket;
import io.cryptodata.domain.universe.UniverseMarket.Reason;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.schemas.avro.UniverseEntry;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// Converts tracked markets between the domain, the topic `universe` and the pollers.
public final class UniverseRecords {
    private UniverseRecords() {}

    static UniverseEntry toAvro(UniverseMarket market, Instant updatedAt) {
        return new UniverseEntry(market.market().exchange(), market.market().asset(), market.venueSymbol(),
                market.tracked(), market.expectedFrom(), updatedAt.truncatedTo(ChronoUnit.MILLIS),
                market.status().name(), market.venueStatus(), market.listedAt(), market.contractSize().toPlainString(),
                market.rank(), market.reason().name().toLowerCase(Locale.ROOT), market.history().stream()
                        .map(each -> new io.cryptodata.schemas.avro.TrackedSince(each.tracked(),
                                each.since().truncatedTo(ChronoUnit.MILLIS)))
                        .toList());
    }

    static UniverseMarket fromAvro(UniverseEntry stored) {
        return new UniverseMarket(marketOf(stored), stored.getVenueSymbol(), stored.getTracked(),
                stored.getExpectedFrom(), ListingStatus.valueOf(stored.getStatus()), stored.getVenueStatus(),
                stored.getListedAt(), new BigDecimal(stored.getContractSize()), stored.getRank(),
                reasonOf(stored.getReason()), historyOf(stored));
    }

    /// @throws IllegalArgumentException if the key of an entry is not its market's
    public static void requireKey(String key, UniverseEntry entry) {
        String expected = marketOf(entry).key();
        if (!expected.equals(key)) {
            throw new IllegalArgumentException("the key must be the market, '" + expected + "', but is '" + key + "'");
        }
    }

    /// The market that an entry describes; null if it is not tracked.
    public static @Nullable TrackedMarket tracked(UniverseEntry entry) {
        if (!entry.getTracked()) {
            return null;
        }
        MarketState state = switch (ListingStatus.valueOf(entry.getStatus())) {
            case TRADING -> MarketState.LIVE;
            case HALTED -> MarketState.HALTED;
            case DELISTED, RENAMED -> MarketState.DELISTED;
        };
        Listing listing = new Listing(marketOf(entry), entry.getVenueSymbol(), state == MarketState.LIVE,
                entry.getVenueStatus(), entry.getListedAt(), new BigDecimal(entry.getContractSize()));
        return new TrackedMarket(listing, state, entry.getExpectedFrom(), entry.getRank());
    }

    /// Entries written before histories existed start one.
    private static List<TrackedSince> historyOf(UniverseEntry entry) {
        return entry.getTrackedHistory().isEmpty()
                ? List.of(new TrackedSince(entry.getTracked(), entry.getUpdatedAt()))
                : entry.getTrackedHistory().stream()
                        .map(each -> new TrackedSince(each.getTracked(), each.getSince())).toList();
    }

    static Market marketOf(UniverseEntry entry) {
        return new Market(entry.getExchange(), entry.getAsset());
    }

    /// Entries written before reasons existed come from the rules.
    private static Reason reasonOf(String stored) {
        return stored.isEmpty() ? Reason.RULES : Reason.valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
