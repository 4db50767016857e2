package io.cryptodata.api.pipeline;

import io.cryptodata.domain.ledger.MissingCause;
import io.cryptodata.schemas.avro.HourRange;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.MissingRange;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the overview needs of one market's ledger.
///
/// @param state LIVE, BACKFILLING, HALTED or DELISTED
/// @param knownUpTo end (exclusive) of the recorded hours; null while there is none
/// @param absent confirmed empty, or no longer available
/// @param missing hours, those not requested yet included
/// @param notRequested history that waits to be fetched
record MarketSummary(String exchange, String state, @Nullable Instant knownUpTo, long present, long absent,
        long missing, long notRequested, long quarantined) {
    static MarketSummary of(LedgerEntry ledger) {
        return new MarketSummary(ledger.getExchange(), ledger.getState(), ledger.getKnownUpTo(), ledger.getPresent(),
                hours(ledger.getConfirmedEmpty()) + hours(ledger.getNotAvailable()),
                missing(ledger.getMissing(), false), missing(ledger.getMissing(), true), ledger.getQuarantined());
    }

    private static long missing(List<MissingRange> ranges, boolean notRequestedOnly) {
        return ranges.stream()
                .filter(range -> !notRequestedOnly || MissingCause.NOT_REQUESTED.name().equals(range.getCause()))
                .mapToLong(range -> Duration.between(range.getFrom(), range.getTo()).toHours()).sum();
    }

    private static long hours(List<HourRange> ranges) {
        return ranges.stream().mapToLong(range -> Duration.between(range.getFrom(), range.getTo()).toHours()).sum();
    }

    boolean isLive() {
        return state.equals("LIVE");
    }
}
