package io.cryptodata.domain.universe;

import io.cryptodata.domain.listing.ListingStatus;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;

/// A market that is or was tracked.
///
/// @param venueSymbol the venue's own name for it
/// @param expectedFrom open time of the first expected hour; null: from the venue's first candle
/// @param listedAt since when the venue has listed it; null where the venue does not provide it
/// @param contractSize how many units of the base one contract is
/// @param rank of its base by market capitalisation; null where unknown
/// @param reason why it is tracked or not
public record UniverseMarket(Market market, String venueSymbol, boolean tracked, @Nullable Instant expectedFrom,
        ListingStatus status, String venueStatus, @Nullable Instant listedAt, BigDecimal contractSize,
        @Nullable Integer rank, Reason reason) {

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
                rank, why);
    }

    /// Forced by an operator: fetched although the venue does not list it.
    UniverseMarket declared() {
        return new UniverseMarket(market, venueSymbol, true, expectedFrom,
                status.isListed() ? status : ListingStatus.TRADING, venueStatus, listedAt, contractSize, rank,
                Reason.DECLARED);
    }
}
