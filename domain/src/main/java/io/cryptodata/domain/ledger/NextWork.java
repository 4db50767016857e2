package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Chooses the next request for one market, most urgent first.
///
/// @param settled the venue's clock less the settle delay
record NextWork(Ledger ledger, Instant venueTime, Instant settled, LedgerRules rules) {
    /// A market that does not trade may still have hours that are missing here, its last one above all. It is fetched like
    /// any other, but after all that trade.
    Work result() {
        return switch (ledger.state()) {
            case LIVE, BACKFILLING -> due();
            case HALTED -> due() instanceof Work.FetchHours(long from, long rows, Work.Priority priority)
                    && priority == Work.Priority.LIVE ? new Work.FetchHours(from, rows, Work.Priority.BACKFILL) : due();
            case DELISTED -> new Work.Nothing();
        };
    }

    private Work due() {
        HourRange recorded = ledger.recorded();
        if (recorded == null) {
            return new Work.FindFirstHour();
        }
        long closedEnd = Timeframe.epochHourOf(settled);
        long lag = closedEnd - recorded.to();
        boolean advances = lag > 0 && isUnprovenDue(lag);
        if (advances && lag <= Ledger.LIVE_REACH && ledger.missing().size() < 2 * Ledger.MAX_RANGES) {
            return live(recorded, closedEnd);
        }
        Optional<Work.FetchHours> older = recheck(recorded).or(new Repairs(ledger, venueTime, rules)::next);
        if (older.isPresent()) {
            return older.get();
        }
        return advances && lag > Ledger.LIVE_REACH && !ledger.isFull()
                ? new Work.FetchHours(recorded.to(), partOr(lag + 1), Work.Priority.BACKFILL)
                : new Work.Nothing();
    }

    /// An hour that closed since the last request may prove those before it.
    private boolean isUnprovenDue(long lag) {
        MissingRange unproven = ledger.unproven();
        if (unproven == null || unproven.isDue(venueTime, rules)) {
            return true;
        }
        Instant last = unproven.lastRequested();
        return unproven.emptyResponses() > 0 && lag <= Ledger.LIVE_REACH && last != null
                && Timeframe.epochHourOf(last.minus(Duration.between(settled, venueTime))) < Timeframe
                        .epochHourOf(settled);
    }

    private Work live(HourRange recorded, long closedEnd) {
        if (isPart()) {
            return new Work.FetchHours(recorded.to(), partOr(closedEnd - recorded.to() + 1), Work.Priority.LIVE);
        }
        long from = Math.min(oldestAbsent(closedEnd).orElse(recorded.to()),
                rechecks(recorded).oldestAlongWithLive().orElse(recorded.to()));
        return new Work.FetchHours(from, closedEnd - from + 1, Work.Priority.LIVE);
    }

    /// Whether only a part of the hours that follow is requested, because a page with all of them was unusable.
    private boolean isPart() {
        MissingRange unproven = ledger.unproven();
        return unproven != null && unproven.isUnreadable();
    }

    private long partOr(long rows) {
        MissingRange unproven = ledger.unproven();
        return unproven != null && isPart() ? Math.min(rows, unproven.hours().hours()) : rows;
    }

    /// A missing or confirmed empty hour may still arrive for as long as a present one may still be corrected: each request for a new hour
    /// includes it.
    private OptionalLong oldestAbsent(long closedEnd) {
        HourRange stillOpen = new HourRange(closedEnd - rules.recheckHours(), closedEnd);
        return Stream.concat(ledger.missing().stream().map(MissingRange::hours), ledger.confirmedEmpty().stream())
                .map(range -> range.intersection(stillOpen)).filter(range -> !range.isEmpty())
                .mapToLong(HourRange::from).min();
    }

    private Optional<Work.FetchHours> recheck(HourRange recorded) {
        List<Long> hours = rechecks(recorded).separate().boxed().toList();
        if (hours.isEmpty()) {
            return Optional.empty();
        }
        long from = hours.getFirst();
        long newest = Math.min(hours.getLast(), from + Ledger.RECHECK_REACH);
        long end = Math.min(newest + 2, ledger.unreadableAfter(from));
        return Optional.of(new Work.FetchHours(from, end - from, Work.Priority.RECHECK));
    }

    /// Hours behind the recorded ones were removed by a reset: they are requested as history.
    private Rechecks rechecks(HourRange recorded) {
        return new Rechecks(ledger.recent().stream().filter(hour -> hour.hour() < recorded.to()).toList(), venueTime,
                settled, rules);
    }
}
