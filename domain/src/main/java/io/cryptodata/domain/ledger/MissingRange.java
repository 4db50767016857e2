package io.cryptodata.domain.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Hours that are expected and not present.
///
/// @param emptyResponses on how many different occasions since the last unusable response the venue responded without a row
///        for them
/// @param unusableResponses on how many occasions up to the last unusable response no usable row was served. Unusable is a
///        response that is no evidence: refused, unreadable or with bad rows only
/// @param lastRequested the venue's clock on the last occasion, including one without a usable page; null if there was
///        none
public record MissingRange(HourRange hours, MissingCause cause, int emptyResponses, int unusableResponses,
        @Nullable Instant lastRequested) {
    public MissingRange {
        if (hours.isEmpty()) {
            throw new IllegalArgumentException("a missing range must contain an hour, but was " + hours);
        }
        if (emptyResponses < 0 || unusableResponses < 0) {
            throw new IllegalArgumentException("empty and unusable responses must not be negative, but were "
                    + emptyResponses + " and " + unusableResponses);
        }
    }

    /// A range for which every response so far was evidence.
    public MissingRange(HourRange hours, int emptyResponses, @Nullable Instant lastRequested) {
        this(hours, emptyResponses == 0 ? MissingCause.NOT_REQUESTED : MissingCause.EMPTY, emptyResponses, 0,
                lastRequested);
    }

    /// Whether a request at `venueTime` counts as another occasion than the last one.
    public boolean isDue(Instant venueTime, LedgerRules rules) {
        return lastRequested == null || !venueTime.isBefore(lastRequested.plus(gap(rules)));
    }

    private Duration gap(LedgerRules rules) {
        return unusableResponses == 0 || emptyResponses > 0
                ? rules.gapAfter(emptyResponses)
                : rules.growingGapAfter(unusableResponses);
    }

    /// On how many occasions the venue did not serve a usable row.
    int occasions() {
        return emptyResponses + unusableResponses;
    }

    /// Whether enough occasions have passed to stop waiting for a usable row.
    boolean isExhausted(LedgerRules rules) {
        return Math.max(emptyResponses, unusableResponses) >= rules.confirmations();
    }

    /// Whether the last response was unusable, and not because of a bad row of a known hour: the range is requested alone.
    boolean isUnreadable() {
        return cause == MissingCause.UNREADABLE && emptyResponses == 0;
    }

    /// Whether a page with these hours may be unusable as a whole. A bad row can make it so, too.
    boolean mayHideOthers() {
        return isUnreadable() || cause == MissingCause.BAD_ROWS;
    }

    /// Whether enough empty responses prove that the venue has no row.
    boolean isConfirmedEmpty(LedgerRules rules) {
        return cause != MissingCause.BAD_ROWS && emptyResponses >= rules.confirmations();
    }

    /// After a response without a row for these hours.
    MissingRange withEmptyResponse(Instant venueTime, LedgerRules rules) {
        if (!isDue(venueTime, rules)) {
            return this;
        }
        return switch (cause) {
            case BAD_ROWS -> unanswered(venueTime);
            case UNREADABLE -> new MissingRange(hours, cause, emptyResponses + 1, unusableResponses, venueTime);
            case NOT_REQUESTED, EMPTY -> new MissingRange(hours, MissingCause.EMPTY, emptyResponses + 1, 0, venueTime);
        };
    }

    /// After a request without a usable response.
    MissingRange unanswered(Instant venueTime) {
        return new MissingRange(hours, unreadable(), 0, occasions() + 1, venueTime);
    }

    /// After a request for these hours alone without a usable response: each half is requested next, since one hour can make
    /// the page of all unusable.
    List<MissingRange> halves() {
        long middle = hours.from() + hours.hours() / 2;
        return Stream.of(new HourRange(hours.from(), middle), new HourRange(middle, hours.to()))
                .filter(half -> !half.isEmpty())
                .map(half -> new MissingRange(half, unreadable(), 0, Math.max(1, unusableResponses), null)).toList();
    }

    private MissingCause unreadable() {
        return cause == MissingCause.BAD_ROWS ? cause : MissingCause.UNREADABLE;
    }

    /// The same, with a quarantined row for each of the hours.
    MissingRange withBadRows(HourRange part) {
        return new MissingRange(part, MissingCause.BAD_ROWS, 0, Math.max(1, occasions()), lastRequested);
    }

    /// The same, last requested at `venueTime`.
    MissingRange requestedAgain(Instant venueTime) {
        return new MissingRange(hours, cause, emptyResponses, unusableResponses, venueTime);
    }

    MissingRange of(HourRange part) {
        return new MissingRange(part, cause, emptyResponses, unusableResponses, lastRequested);
    }

    boolean continues(MissingRange earlier, LedgerRules rules) {
        return earlier.hours.to() == hours.from() && (!isSearched() && equals(earlier.of(hours))
                || isUnreadableForLong(rules) && earlier.isUnreadableForLong(rules));
    }

    /// Whether the range is a part of one whose page was unusable, and was not requested alone yet.
    boolean isSearched() {
        return isUnreadable() && lastRequested == null;
    }

    /// Whether the range is unreadable for so long that it shares its requests with unreadable neighbours.
    private boolean isUnreadableForLong(LedgerRules rules) {
        return isUnreadable() && isExhausted(rules) && lastRequested != null;
    }

    /// This range and the one that it continues, with the longer gap and the later request of both.
    MissingRange after(MissingRange earlier) {
        Instant last = lastRequested;
        Instant before = earlier.lastRequested;
        return new MissingRange(new HourRange(earlier.hours.from(), hours.to()), cause,
                Math.min(emptyResponses, earlier.emptyResponses),
                Math.max(unusableResponses, earlier.unusableResponses),
                last == null || before == null || last.isBefore(before) ? before : last);
    }
}
