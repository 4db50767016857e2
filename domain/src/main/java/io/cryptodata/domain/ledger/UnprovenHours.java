package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Advances the end of the recorded hours. Rows prove the hours before them. Hours for which a response has no row are
/// requested again on other occasions before newer ones, so that candles are published in order; after enough empty
/// responses they are confirmed empty, or not available if the venue serves no hours so old. Hours whose page is unusable are requested in halves down to a single hour; after
/// enough occasions they are missing, and the next request is twice as long.
///
/// @param recorded of the ledger before the page
record UnprovenHours(Ledger before, HourRange recorded, PageEvidence page, Instant settled, LedgerRules rules) {
    /// @param served present hours in the page
    /// @param covered the hours for which the page is evidence
    Advance advance(List<HourRange> served, HourRange covered) {
        HourRange ahead = new HourRange(recorded.to(), Math.max(recorded.to(), covered.to()));
        return switch (page.proof()) {
            case ROWS -> afterRows(served, covered, ahead);
            case EMPTY -> decidesAbout(ahead)
                    ? afterNoRow(ahead)
                    : Advance.none(recorded.to(), before.unproven());
            case NOTHING -> afterUnusable(ahead);
        };
    }

    private Advance afterRows(List<HourRange> served, HourRange covered, HourRange ahead) {
        long servedEnd = served.isEmpty() ? recorded.to() : served.getLast().to();
        long end = Math.max(Math.max(recorded.to(), servedEnd), covered.isEmpty() ? recorded.to() : ahead.to());
        List<MissingRange> missing = new ArrayList<>();
        List<HourRange> notAvailable = new ArrayList<>();
        for (HourRange range : new HourRange(recorded.to(), end).minus(served)) {
            range.minus(List.of(covered)).forEach(skipped -> missing.add(new MissingRange(skipped, 0, null)));
            notAvailable.add(range.intersection(covered).before(page.availableFrom()));
            HourRange empty = range.intersection(covered).since(page.availableFrom());
            if (!empty.isEmpty()) {
                missing.addAll(withEmptyResponse(empty));
            }
        }
        return new Advance(end, missing, List.of(), notAvailable, nextPart(end));
    }

    /// Responses that were counted before count on.
    private List<MissingRange> withEmptyResponse(HourRange hours) {
        MissingRange unproven = before.unproven();
        List<MissingRange> missing = new ArrayList<>();
        List<HourRange> counted = unproven == null ? List.of() : List.of(unproven.hours());
        hours.minus(counted).forEach(rest -> missing.add(new MissingRange(rest, 1, page.venueTime())));
        if (unproven != null && !hours.intersection(unproven.hours()).isEmpty()) {
            missing.add(unproven.of(hours.intersection(unproven.hours())).withEmptyResponse(page.venueTime(), rules));
        }
        return missing;
    }

    /// While an unusable page is searched for the hours that make it so, the part after one that is usable is half as long.
    private @Nullable MissingRange nextPart(long end) {
        MissingRange unproven = before.unproven();
        if (unproven == null || end == recorded.to()) {
            return unproven;
        }
        boolean isSearch = unproven.occasions() == 0 && unproven.hours().hours() > 1;
        return isSearch && end < closedEnd() ? part(end, unproven.hours().hours() / 2, 0) : null;
    }

    /// A request for older hours that reaches into unproven ones decides nothing about a part of them.
    private boolean decidesAbout(HourRange ahead) {
        MissingRange unproven = before.unproven();
        return !ahead.isEmpty() && (unproven == null || page.requestedFrom() == recorded.to()
                || ahead.to() >= unproven.hours().to());
    }

    private Advance afterNoRow(HourRange ahead) {
        MissingRange unproven = before.unproven();
        if (closedEnd() - recorded.to() <= Ledger.QUIET_REACH) {
            return new Advance(ahead.to(), withEmptyResponse(ahead), List.of(), List.of(), null);
        }
        MissingRange counted = unproven == null
                ? new MissingRange(ahead, 0, null)
                : unproven.of(unproven.hours().intersection(ahead));
        MissingRange now = counted.isDue(page.venueTime(), rules)
                ? counted.withEmptyResponse(page.venueTime(), rules)
                : counted.requestedAgain(page.venueTime());
        return now.isExhausted(rules) ? givenUp(now) : Advance.none(recorded.to(), now);
    }

    private Advance afterUnusable(HourRange requested) {
        MissingRange unproven = before.unproven();
        HourRange hours = new HourRange(recorded.to(), Math.clamp(closedEnd(), recorded.to(), requested.to()));
        if (page.requestedFrom() != recorded.to() || hours.isEmpty()) {
            return Advance.none(recorded.to(), unproven);
        }
        MissingRange part = unproven == null
                ? new MissingRange(hours, MissingCause.UNREADABLE, 0, 0, null)
                : unproven.of(unproven.hours().intersection(hours));
        if (part.unusableResponses() == 0 && part.hours().hours() > 1) {
            return Advance.none(recorded.to(), part(recorded.to(), part.hours().hours() / 2, 0));
        }
        MissingRange now = part.isDue(page.venueTime(), rules)
                ? part.unanswered(page.venueTime())
                : part.requestedAgain(page.venueTime());
        return now.isExhausted(rules) ? givenUp(now) : Advance.none(recorded.to(), now);
    }

    private Advance givenUp(MissingRange range) {
        long end = range.hours().to();
        return range.isConfirmedEmpty(rules)
                ? new Advance(end, List.of(), List.of(range.hours().since(page.availableFrom())),
                        List.of(range.hours().before(page.availableFrom())), null)
                : new Advance(end, List.of(range), List.of(), List.of(), part(end, 2 * range.hours().hours(), 1));
    }

    private static MissingRange part(long from, long hours, int unusableResponses) {
        return new MissingRange(new HourRange(from, from + hours), MissingCause.UNREADABLE, 0, unusableResponses, null);
    }

    private long closedEnd() {
        return Timeframe.epochHourOf(settled);
    }
}
