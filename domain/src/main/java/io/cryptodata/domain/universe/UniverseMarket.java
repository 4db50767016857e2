package io.cryptodata.domain.universe;

import io.cryptodata.domain.listing.ListingStatus;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A market that is or was tracked.
///
/// @param venueSymbol the venue's own name for it
/// @param expectedFrom open time of the first expected hour; null: from the venue's first candle
/// @param listedAt since when the venue has listed it; null where the venue does not provide it
/// @param contractSize how many units of the base one contract is
/// @param rank of its base by market capitalisation; null where unknown
/// @param reason why it is tracked or not
/// @param history when it started or ceased to be tracked, oldest first, the newest [#MAX_HISTORY]
public record UniverseMarket(Market market, String venueSymbol, boolean tracked, @Nullable Instant expectedFrom,
        ListingStatus status, String venueStatus, @Nullable Instant listedAt, BigDecimal contractSize,
        @Nullable Integer rank, Reason reason, List<TrackedSince> history) {
    /// How many changes one entry keeps.
    public static final int MAX_HISTORY = 64;

    public UniverseMarket {
        history = List.copyOf(history.subList(Math.max(0, history.size() - MAX_HISTORY), history.size()));
    }

    /// What decided.
    public enum Reason {
        /// the configured rules
        RULES,
        /// a row in `asset_declaration`
        DECLARED,
        /// a row in `flags`
        EXCLUDED
    }

    /// The same with another decision.
    UniverseMarket tracked(boolean is, Reason why) {
        return new UniverseMarket(market, venueSymbol, is, expectedFrom, status, venueStatus, listedAt, contractSize,
                rank, why, history);
    }

    /// Forced by an operator: fetched although the venue does not list it.
    UniverseMarket declared() {
        return new UniverseMarket(market, venueSymbol, true, expectedFrom,
                status.isListed() ? status : ListingStatus.TRADING, venueStatus, listedAt, contractSize, rank,
                Reason.DECLARED, history);
    }

    /// The same with what its earlier entry recorded, and with the change if there is one. Times never decrease.
    ///
    /// @param before the earlier entry; null if this is the first
    UniverseMarket after(@Nullable UniverseMarket before, Instant now) {
        List<TrackedSince> recorded = new ArrayList<>(before == null ? List.of() : before.history);
        if (before == null || before.tracked != tracked) {
            Instant last = recorded.isEmpty() ? now : recorded.getLast().since();
            recorded.add(new TrackedSince(tracked, now.isBefore(last) ? last : now));
        }
        return new UniverseMarket(market, venueSymbol, tracked, expectedFrom, status, venueStatus, listedAt,
                contractSize, rank, reason, recorded);
    }
}
