package io.cryptodata.api.status;

import io.cryptodata.schemas.avro.LedgerEntry;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/// How far one market has come.
///
/// @param lastClosedCandle open time of the newest hour in the database; null where there is none, or no database
/// @param lagHours closed hours by the venue's clock that are not in the database yet; 0 is up to date, null where there is
///        no candle or no clock
/// @param missingHours by the ledger
/// @param notAvailableHours that the venue no longer serves, by the ledger
/// @param state of the ledger: LIVE, BACKFILLING, HALTED or DELISTED
public record MarketProgress(String exchange, String asset, @Nullable Instant lastClosedCandle,
        @Nullable Long lagHours, long missingHours, long notAvailableHours, long quarantined,
        String state) {
    private static final Set<String> ENDED = Set.of("HALTED", "DELISTED");
    /// the newest closed hour may be on its way
    private static final long HOURS_IN_FLIGHT = 1;

    /// @param newest open time of the market's newest hour in the database
    static MarketProgress of(LedgerEntry ledger, @Nullable Instant newest, @Nullable Instant venueTime) {
        long missing = ledger.getMissing().stream()
                .mapToLong(range -> Duration.between(range.getFrom(), range.getTo()).toHours()).sum();
        long notAvailable = ledger.getNotAvailable().stream()
                .mapToLong(range -> Duration.between(range.getFrom(), range.getTo()).toHours()).sum();
        return new MarketProgress(ledger.getExchange(), ledger.getAsset(), newest, lag(newest, venueTime), missing,
                notAvailable, ledger.getQuarantined(), ledger.getState());
    }

    static @Nullable Long lag(@Nullable Instant newest, @Nullable Instant venueTime) {
        if (newest == null || venueTime == null) {
            return null;
        }
        Instant nextOpen = newest.plus(1, ChronoUnit.HOURS);
        return Math.max(0, Duration.between(nextOpen, venueTime.truncatedTo(ChronoUnit.HOURS)).toHours());
    }

    /// `exchange:asset`
    public String key() {
        return exchange + ":" + asset;
    }

    /// Whether a market that trades lacks more than the newest closed hour.
    public boolean isBehind() {
        return !ENDED.contains(state) && (lagHours == null || lagHours > HOURS_IN_FLIGHT);
    }

    /// Whether the market lacks any hour that it should have.
    public boolean isIncomplete() {
        return isBehind() || missingHours > 0;
    }
}
