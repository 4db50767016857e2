package io.cryptodata.domain.listing;

import java.time.Duration;

/// By which rules a listing is believed and told on.
///
/// @param absence what it means that an entry is not in a listing
/// @param doubtful how long after a suspicious listing another one that says the same is still doubted
/// @param retold an entry that is merely seen again is told again after so long, so that `last_seen` is never older
public record ListingRules(Absence absence, Duration doubtful, Duration retold) {
    /// What it means that an entry is not in a listing.
    public enum Absence {
        /// The exchange does not list it any more.
        DELISTED,
        /// It was not asked for, for example a coin that is not among the first two thousand.
        UNKNOWN
    }

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration A_DAY = Duration.ofDays(1);

    /// For venues, which list everything they have.
    public static final ListingRules VENUE = new ListingRules(Absence.DELISTED, HALF_AN_HOUR, A_DAY);
    /// For CoinGecko, of whose coins the first two thousand are asked for.
    public static final ListingRules COINS = new ListingRules(Absence.UNKNOWN, HALF_AN_HOUR, A_DAY);
}
