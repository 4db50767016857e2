package io.cryptodata.domain.listing;

import java.time.Duration;

/// When a listing is accepted and when its entries are published.
///
/// @param absence what it means that an entry is not in a listing
/// @param suspicionPeriod how long after a suspicious listing another suspicious one is still rejected
/// @param republishInterval how often an unchanged entry is published again, so that `last_seen` is never older
public record ListingRules(Absence absence, Duration suspicionPeriod, Duration republishInterval) {
    /// What it means that an entry is not in a listing.
    public enum Absence {
        /// The exchange no longer lists it.
        DELISTED,
        /// The request did not cover it, for example a coin that is not among the first two thousand.
        UNKNOWN
    }

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration A_DAY = Duration.ofDays(1);

    /// For venues, which list everything they have.
    public static final ListingRules VENUE = new ListingRules(Absence.DELISTED, HALF_AN_HOUR, A_DAY);
    /// For CoinGecko, whose first two thousand coins are requested.
    public static final ListingRules COINS = new ListingRules(Absence.UNKNOWN, HALF_AN_HOUR, A_DAY);
}
