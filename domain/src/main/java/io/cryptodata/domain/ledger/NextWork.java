package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What is to be done next for one market, most urgent first.
///
/// @param settled the venue's clock less the settle delay
record NextWork(Ledger ledger, Instant venueTime, Instant settled, LedgerRules rules) {
    /// A market that does not trade may still have hours that are not here, its last one above all. It is asked like any
    /// other, but after all that trade.
    Work result() {
        return switch (ledger.state()) {
            case LIVE, BACKFILLING -> due();
            case HALTED -> due() instanceof Work.Ask(long from, long rows, Work.Priority priority)
                    && priority == Work.Priority.LIVE ? new Work.Ask(from, rows, Work.Priority.BACKFILL) : due();
            case DELISTED -> new Work.Nothing();
        };
    }

    private Work due() {
        HourRange known = ledger.known();
        if (known == null) {
            return new Work.Begin();
        }
        long closedEnd = Timeframe.epochHourOf(settled);
        long lag = closedEnd - known.to();
        if (lag > 0 && lag <= Ledger.LIVE_REACH) {
            long from = Math.min(oldestAbsent(closedEnd).orElse(known.to()),
                    looks().oldestAlongWithLive().orElse(known.to()));
            return new Work.Ask(from, closedEnd - from + 1, Work.Priority.LIVE);
        }
        Optional<Work.Ask> older = look().or(this::repair);
        if (older.isPresent()) {
            return older.get();
        }
        return lag > 0 ? new Work.Ask(known.to(), lag + 1, Work.Priority.BACKFILL) : new Work.Nothing();
    }

    /// An hour that is not there may still come for as long as one that is there may still be corrected: each request for
    /// a new hour looks for it too.
    private OptionalLong oldestAbsent(long closedEnd) {
        HourRange stillOpen = new HourRange(closedEnd - rules.hoursOfLooks(), closedEnd);
        return ledger.absent().stream().map(range -> range.intersection(stillOpen)).filter(range -> !range.isEmpty())
                .mapToLong(HourRange::from).findFirst();
    }

    private Optional<Work.Ask> look() {
        List<Long> hours = looks().alone().boxed().toList();
        if (hours.isEmpty()) {
            return Optional.empty();
        }
        long from = hours.getFirst();
        long newest = Math.min(hours.getLast(), from + Ledger.LOOK_REACH);
        return Optional.of(new Work.Ask(from, newest - from + 2, Work.Priority.LOOK));
    }

    private Optional<Work.Ask> repair() {
        return ledger.missing().stream().filter(hole -> hole.isDue(venueTime, rules)).findFirst()
                .map(hole -> new Work.Ask(hole.hours().from(), hole.hours().hours() + 1, Work.Priority.REPAIR));
    }

    private Rechecks looks() {
        return new Rechecks(ledger.recent(), venueTime, settled, rules);
    }
}
