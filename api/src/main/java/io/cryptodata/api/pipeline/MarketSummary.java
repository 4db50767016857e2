package io.cryptodata.api.pipeline;

import io.cryptodata.domain.ledger.MissingCause;
import io.cryptodata.schemas.avro.HourRange;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.MissingRange;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the overview needs of one market's ledger.
///
/// @param state LIVE, BACKFILLING, HALTED or DELISTED
/// @param knownUpTo end (exclusive) of the recorded hours; null while there is none
/// @param absent confirmed empty, or no longer available
/// @param missing of the recorded hours, those not requested yet included
/// @param notRequested history that waits to be fetched
/// @param isTracked whether its candles are fetched
record MarketSummary(String exchange, String state, @Nullable Instant knownUpTo, long present, long absent,
        long missing, long notRequested, long quarantined, boolean isTracked) {
    private static final Set<String> ENDED = Set.of("HALTED", "DELISTED");
    private static final Duration ON_ITS_WAY = Duration.ofHours(1);

    static MarketSummary of(LedgerEntry ledger) {
        return new MarketSummary(ledger.getExchange(), ledger.getState(), ledger.getKnownUpTo(), ledger.getPresent(),
                hours(ledger.getConfirmedEmpty()) + hours(ledger.getNotAvailable()),
                missing(ledger.getMissing(), false), missing(ledger.getMissing(), true), ledger.getQuarantined(),
                true);
    }

    private static long missing(List<MissingRange> ranges, boolean notRequestedOnly) {
        return ranges.stream()
                .filter(range -> !notRequestedOnly || MissingCause.NOT_REQUESTED.name().equals(range.getCause()))
                .mapToLong(range -> Duration.between(range.getFrom(), range.getTo()).toHours()).sum();
    }

    private static long hours(List<HourRange> ranges) {
        return ranges.stream().mapToLong(range -> Duration.between(range.getFrom(), range.getTo()).toHours()).sum();
    }

    MarketSummary untracked() {
        return new MarketSummary(exchange, state, knownUpTo, present, absent, missing, notRequested, quarantined,
                false);
    }

    boolean isLive() {
        return isTracked && state.equals("LIVE");
    }

    /// All missing hours as the completeness has them: also those between the recorded ones and the newest of the venue,
    /// unless that is the only one, which may be on its way.
    ///
    /// @param newestOfVenue end of the newest recorded hour of any of its markets
    long missing(@Nullable Instant newestOfVenue) {
        boolean isBehind = knownUpTo != null && newestOfVenue != null && isTracked && !ENDED.contains(state)
                && knownUpTo.isBefore(newestOfVenue.minus(ON_ITS_WAY));
        return isBehind ? missing + Duration.between(knownUpTo, newestOfVenue).toHours() : missing;
    }

    /// End of the newest recorded hour of each venue.
    static Map<String, Instant> newestOfVenues(Collection<MarketSummary> markets) {
        Map<String, Instant> newest = new HashMap<>();
        for (MarketSummary market : markets) {
            if (market.knownUpTo != null) {
                newest.merge(market.exchange, market.knownUpTo,
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        return newest;
    }
}
