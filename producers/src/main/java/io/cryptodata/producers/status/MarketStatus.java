package io.cryptodata.producers.status;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.OptionalLong;

/// How one market stands.
///
/// @param lastClosed open time of its newest published hour; null while there is none
/// @param contiguousUpTo end (exclusive) of the hours without a hole from the first on; null while nothing is known
/// @param missingHours hours that are expected and not there
/// @param present hours that are there
/// @param quarantined rows that must not become candles
/// @param lastError what went wrong with its last page; null if nothing did
public record MarketStatus(Market market, @Nullable Instant lastClosed, @Nullable Instant contiguousUpTo,
        long missingHours, long present, long quarantined, MarketState state, @Nullable String lastError) {
    /// What a ledger says of its market.
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
