package io.cryptodata.allinone.chaos;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.MissingCause;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.MissingRange;
import io.cryptodata.simulator.SimulatorApp;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// The hours that no client can ever fetch, because their row is damaged or their pages are unreadable for ever. Beside such an
/// hour, an hour without a row is not provably empty and may stay missing.
///
/// @param end of the run, by when the other faults have ended
record PermanentHoles(SimulatorApp simulator, Instant end) {
    /// in hours; pages for holes are not longer
    private static final int NEARBY = 24;
    private static final Set<String> UNREADABLE = Set.of(MissingCause.BAD_ROWS.name(), MissingCause.UNREADABLE.name());

    /// Whether an hour may be missing at the end.
    boolean mayBeMissing(Market market, long hour) {
        return contains(market, hour) || !exists(market, hour)
                && LongStream.rangeClosed(hour - NEARBY, hour + NEARBY).anyMatch(near -> contains(market, near));
    }

    /// Whether an hour may be not available at the end: the venue no longer serves it.
    boolean mayBeUnavailable(Market market, long hour) {
        Integer served = ChaosOptions.SERVED_HOURS.get(market.exchange());
        return served != null && hour <= Timeframe.epochHourOf(end) - served;
    }

    private boolean exists(Market market, long hour) {
        return simulator.world().orElseThrow().presentHours(market, hour, hour + 1).length > 0;
    }

    boolean contains(Market market, long hour) {
        var faults = simulator.lastingFaults().get(market.exchange());
        return faults != null
                && (faults.damageOf(market, hour) != null || faults.isUnreadable(market, hour, end));
    }

    /// Whether a ledger lacks no other hour.
    boolean areOnlyHolesOf(LedgerEntry ledger) {
        Market market = new Market(ledger.getExchange(), ledger.getAsset());
        return missing(ledger).stream().allMatch(hour -> mayBeMissing(market, hour));
    }

    /// The hours that a ledger lacks.
    static Set<Long> missing(LedgerEntry ledger) {
        return ledger.getMissing().stream().flatMapToLong(PermanentHoles::hours).boxed().collect(Collectors.toSet());
    }

    /// Whether the ledger states that the venue's data for a missing hour cannot be read.
    static boolean isNamed(LedgerEntry ledger, long hour) {
        return ledger.getMissing().stream().filter(range -> hours(range).anyMatch(each -> each == hour))
                .allMatch(range -> UNREADABLE.contains(String.valueOf(range.getCause())));
    }

    private static LongStream hours(MissingRange range) {
        return LongStream.range(Timeframe.epochHourOf(range.getFrom()), Timeframe.epochHourOf(range.getTo()));
    }
}
