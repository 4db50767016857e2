package io.cryptodata.allinone.cli.status;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/// How far one market has come.
///
/// @param lastCandle open time of the newest hour in the database; null where there is none, or no database
/// @param knownUpTo end of the hours that the venue was asked for; null where it was not asked yet
/// @param missingHours hours that the ledger knows to be missing
/// @param state the ledger's word: LIVE, BACKFILLING, HALTED or DELISTED
record MarketState(String exchange, String asset, @Nullable Instant lastCandle, @Nullable Instant knownUpTo,
        long missingHours, long quarantined, String state) {
    private static final Set<String> AT_REST = Set.of("HALTED", "DELISTED");

    /// Whether new hours are expected.
    boolean trades() {
        return !AT_REST.contains(state);
    }

    /// Closed hours by the venue's clock that are not in the database yet; 0 is up to date, null where nothing is there.
    @Nullable
    Long lagHours(Instant venueNow) {
        if (lastCandle == null) {
            return null;
        }
        Instant nextOpen = lastCandle.plus(1, ChronoUnit.HOURS);
        return Math.max(0, Duration.between(nextOpen, venueNow.truncatedTo(ChronoUnit.HOURS)).toHours());
    }
}
