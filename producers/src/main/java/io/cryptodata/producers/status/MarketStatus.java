package io.cryptodata.producers.status;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.OptionalLong;

/// Completeness of one market, from its ledger.
///
/// @param lastClosed open time of its newest published hour; null while there is none
/// @param contiguousUpTo end (exclusive) of the hours without a missing hour, from the first on; null before its first hour is recorded
/// @param missingHours expected hours that are not published
/// @param present published hours
/// @param quarantined quarantined rows
/// @param lastError why its last step failed; null if it did not
public record MarketStatus(Market market, @Nullable Instant lastClosed, @Nullable Instant contiguousUpTo,
        long missingHours, long present, long quarantined, MarketState state, @Nullable String lastError) {
    public static MarketStatus of(Ledger ledger, @Nullable String lastError) {
        OptionalLong newest = ledger.newestPresent();
        return new MarketStatus(ledger.market(), newest.isEmpty() ? null : Timeframe.instantOf(newest.getAsLong()),
                ledger.recorded() == null ? null : Timeframe.instantOf(ledger.contiguousUpTo()), ledger.missingHours(),
                ledger.present(), ledger.quarantined(), ledger.state(), lastError);
    }

    /// The newest published hour in seconds since 1970-01-01T00Z; NaN while there is none.
    public double lastClosedSecond() {
        return lastClosed == null ? Double.NaN : lastClosed.getEpochSecond();
    }
}
