package io.cryptodata.domain.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which missing ranges are requested next, and what an unusable response changes about them.
///
/// Ranges share requests unless their page was unusable. One of those is requested alone; if its page is unusable again, each
/// half is requested next, down to single hours, so that an unreadable hour hides no readable one. Where many hours are
/// unreadable, one of them is requested every two hours.
record Repairs(Ledger ledger, Instant venueTime, LedgerRules rules) {
    /// How many unreadable hours in a day are requested without a pause.
    private static final int UNREADABLE_HOURS_A_DAY = 24;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofHours(2);
    /// Parts of a range before other ranges, the shortest first, so that one search ends before the next one starts.
    private static final Comparator<MissingRange> SEARCH_ORDER = Comparator
            .comparing((MissingRange range) -> !range.isSearched())
            .thenComparingLong(range -> range.isSearched() ? range.hours().hours() : 0)
            .thenComparing(MissingRange::lastRequested, Comparator.nullsFirst(Comparator.naturalOrder()));

    Optional<Work.FetchHours> next() {
        List<MissingRange> due = ledger.missing().stream().filter(range -> range.isDue(venueTime, rules)).toList();
        List<MissingRange> shared = due.stream().filter(range -> !range.isUnreadable()).toList();
        if (!shared.isEmpty()) {
            return Optional.of(shared(shared));
        }
        return due.isEmpty() || !isUnreadableDue()
                ? Optional.empty()
                : due.stream().min(SEARCH_ORDER).map(MissingRange::hours)
                        .map(hours -> request(hours.from(), ledger.requestEnd(hours)));
    }

    /// From the first range to the hour that proves the last one before unreadable hours: a page contains as many of them as
    /// fit.
    private Work.FetchHours shared(List<MissingRange> ranges) {
        HourRange first = ranges.getFirst().hours();
        long readableUntil = ledger.unreadableAfter(first.from());
        long end = ranges.reversed().stream().filter(range -> range.hours().from() < readableUntil)
                .mapToLong(range -> ledger.evidenceEnd(range.hours().to()))
                .filter(evidence -> evidence <= readableUntil).findFirst().orElse(first.to());
        return request(first.from(), end);
    }

    private boolean isUnreadableDue() {
        long hours = 0;
        Instant latest = Instant.MIN;
        for (MissingRange range : ledger.missing()) {
            Instant last = range.lastRequested();
            if (range.isUnreadable() && last != null && last.isAfter(venueTime.minus(DAY))) {
                hours += range.hours().hours();
                latest = last.isAfter(latest) ? last : latest;
            }
        }
        return hours < UNREADABLE_HOURS_A_DAY || !venueTime.isBefore(latest.plus(PAUSE));
    }

    /// The missing ranges after an unusable response.
    ///
    /// @return null if the response concerned several ranges: the first of them is requested alone next
    @Nullable
    List<MissingRange> afterUnusable(HourRange requested) {
        List<MissingRange> after = new ArrayList<>();
        boolean isRecorded = false;
        for (MissingRange range : ledger.missing()) {
            boolean isAlone = isAlone(range, requested);
            isRecorded |= isAlone;
            after.addAll(isAlone ? afterUnusable(range, requested) : List.of(range));
        }
        return isRecorded ? after : null;
    }

    private boolean isAlone(MissingRange range, HourRange requested) {
        return range.hours().from() == requested.from() && requested.to() <= ledger.requestEnd(range.hours());
    }

    private List<MissingRange> afterUnusable(MissingRange range, HourRange requested) {
        if (!range.isDue(venueTime, rules)) {
            return List.of(range);
        }
        HourRange part = range.hours().intersection(requested);
        List<MissingRange> after = new ArrayList<>(isDivisible(part)
                ? range.of(part).halves()
                : List.of(range.of(part).unanswered(venueTime)));
        range.hours().minus(List.of(part)).forEach(rest -> after.add(range.of(rest)));
        return after;
    }

    private boolean isDivisible(HourRange part) {
        return part.hours() > 1 && !ledger.isFull();
    }

    /// A range, or its part inside the page, after a page that proves nothing about it.
    ///
    /// @param isBad whether the page contains a bad row of one of its hours
    List<MissingRange> afterUseless(MissingRange range, HourRange part, HourRange page, boolean isBad) {
        MissingRange inside = range.of(part);
        if (!range.isDue(venueTime, rules)) {
            return List.of(inside);
        }
        return !isBad && range.cause() != MissingCause.BAD_ROWS && isAlone(range, page) && isDivisible(part)
                ? inside.halves()
                : List.of(inside.unanswered(venueTime));
    }

    private static Work.FetchHours request(long from, long end) {
        return new Work.FetchHours(from, end - from, Work.Priority.REPAIR);
    }
}
