package io.cryptodata.domain.ledger;

import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Which hours of one market are present; immutable. Every recorded hour is present, missing, confirmed
/// empty or not available.
///
/// @param recorded from the first expected hour to the end (exclusive) of the hours that were requested; null until the
///        venue's first hour is found
/// @param missing oldest first; with [#MAX_RANGES] of them no history is requested until some are filled or confirmed
///        empty, and with twice as many no newer hours either
/// @param confirmedEmpty oldest first; at most [#MAX_RANGES], beyond that the oldest are no longer distinguished from
///        present hours
/// @param notAvailable hours that the venue served no more when they were requested, because it serves only its newest ones:
///        they are not requested again. Oldest first; limited like the confirmed empty ones
/// @param present the number of present hours
/// @param quarantined the number of quarantined rows
/// @param quarantinedTimes their open times in milliseconds, so that no row is quarantined twice; the newest
///        [#MAX_QUARANTINED_TIMES]
/// @param recent published hours with rechecks ahead, oldest first; after a reset also hours that are to be published again; the newest [#MAX_RECENT], beyond that the oldest keep
///        their last published version
/// @param unproven the hours right after the recorded ones for which the last request returned no usable row; null unless
///        they have to be requested again before anything newer
/// @param outsideWindow the published candles that only a replay folds in
/// @param updatedAt the venue's clock at the last change; null before the first
public record Ledger(Market market, @Nullable HourRange recorded, List<MissingRange> missing,
        List<HourRange> confirmedEmpty, List<HourRange> notAvailable, long present, long quarantined,
        List<Long> quarantinedTimes,
        List<RecentHour> recent, @Nullable MissingRange unproven, OutsideWindow outsideWindow, MarketState state,
        @Nullable Instant updatedAt) {
    /// How many ranges of each kind one market can record.
    public static final int MAX_RANGES = 4096;
    public static final int MAX_QUARANTINED_TIMES = 4096;
    /// A market that lags by no more than this many hours keeps up.
    public static final int LIVE_REACH = 24;
    /// How many hours in a row may be without a trade in a market that keeps up: after a response without a row they are
    /// missing, and newer hours do not wait for them.
    public static final int QUIET_REACH = 2;
    /// How many hours back the request for the newest hour may start in order to include rechecks.
    public static final int RECHECK_REACH = 30;
    /// How many hours with rechecks ahead one market can record. With rechecks up to a day after the close it is about 25;
    /// those from before a long halt are added.
    public static final int MAX_RECENT = 64;

    public Ledger {
        missing = List.copyOf(missing);
        confirmedEmpty = List.copyOf(confirmedEmpty);
        notAvailable = List.copyOf(notAvailable);
        quarantinedTimes = List.copyOf(quarantinedTimes);
        recent = List.copyOf(recent);
    }

    /// A market without any recorded hour, not even its first.
    public static Ledger empty(Market market) {
        return new Ledger(market, null, List.of(), List.of(), List.of(), 0, 0, List.of(), List.of(), null,
                OutsideWindow.NONE, MarketState.BACKFILLING, null);
    }

    /// A market whose hours are expected from `from` (an epoch hour) on.
    public static Ledger expecting(Market market, long from) {
        return empty(market).withFirstHour(from);
    }

    /// The same, once the market's first hour is found.
    ///
    /// @param from the first hour that is expected
    public Ledger withFirstHour(long from) {
        return new Ledger(market, new HourRange(from, from), missing, confirmedEmpty, notAvailable, present,
                quarantined,
                quarantinedTimes, recent, unproven, outsideWindow, state, updatedAt);
    }

    /// The same once a replay has folded in all published candles that were older than the correction window.
    public Ledger withoutOutsideWindow() {
        return new Ledger(market, recorded, missing, confirmedEmpty, notAvailable, present, quarantined,
                quarantinedTimes, recent,
                unproven, outsideWindow.replayed(), state, updatedAt);
    }

    public Ledger withState(MarketState changed) {
        return new Ledger(market, recorded, missing, confirmedEmpty, notAvailable, present, quarantined,
                quarantinedTimes, recent,
                unproven, outsideWindow, changed, updatedAt);
    }

    /// End (exclusive, an epoch hour) of the hours without a missing one.
    ///
    /// @throws IllegalStateException while the market's first hour is not recorded
    public long contiguousUpTo() {
        HourRange range = recorded;
        if (range == null) {
            throw new IllegalStateException("no hour of " + market + " is recorded yet");
        }
        return missing.isEmpty() ? range.to() : missing.getFirst().hours().from();
    }

    /// How many hours are missing.
    public long missingHours() {
        return missing.stream().mapToLong(range -> range.hours().hours()).sum();
    }

    /// Whether a candle of this hour would be new: it is expected and not present.
    public boolean lacks(long hour) {
        HourRange range = recorded;
        return range == null || hour >= range.to()
                || missing.stream().anyMatch(hole -> hole.hours().contains(hour))
                || confirmedEmpty.stream().anyMatch(hole -> hole.contains(hour))
                || notAvailable.stream().anyMatch(hole -> hole.contains(hour));
    }

    /// The revision under which a served hour must be published: 0 if the hour was not published before, its last one plus 1
    /// if the hour has rechecks ahead and its values differ from those published, its last one if the values are the same
    /// and a reset removed the hour; empty if it must not be published again.
    public OptionalInt revisionOf(ServedHour served) {
        Optional<RecentHour> last = recent.stream().filter(hour -> hour.hour() == served.hour()).findFirst();
        boolean isChanged = last.filter(hour -> hour.fingerprint() != served.fingerprint()).isPresent();
        if (!isChanged && !lacks(served.hour())) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(last.map(RecentHour::revision).orElse(0) + (isChanged ? 1 : 0));
    }

    /// Whether any of these hours is present: a page without all of them contradicts the ledger.
    public boolean hasAnyOf(HourRange hours) {
        HourRange range = recorded;
        return range != null && !range.intersection(hours).minus(absent()).isEmpty();
    }

    /// Hours that are expected and not present, whatever the reason, oldest first.
    List<HourRange> absent() {
        List<HourRange> absent = new ArrayList<>(confirmedEmpty);
        absent.addAll(notAvailable);
        missing.forEach(hole -> absent.add(hole.hours()));
        absent.sort(Comparator.comparingLong(HourRange::from));
        return absent;
    }

    /// The end (exclusive) of the first present hour at or after `hour`: its row proves the hours before it, which no number
    /// of rejected rows does. One hour after the recorded ones if there is none.
    long evidenceEnd(long hour) {
        long end = hour;
        for (HourRange range : absent()) {
            if (range.contains(end)) {
                end = range.to();
            }
        }
        return end + 1;
    }

    /// End (exclusive) of the request for missing hours alone, including the hour that proves them unless hours are in between
    /// that can make the page unusable.
    long requestEnd(HourRange hours) {
        HourRange between = new HourRange(hours.to(), evidenceEnd(hours.to()));
        boolean isReadable = missing.stream().filter(MissingRange::mayHideOthers)
                .allMatch(range -> range.hours().intersection(between).isEmpty());
        return isReadable ? between.to() : hours.to();
    }

    /// The first hour after `hour` whose page cannot be read. A page that contains it cannot be read either.
    long unreadableAfter(long hour) {
        return missing.stream().filter(MissingRange::isUnreadable).mapToLong(range -> range.hours().from())
                .filter(from -> from > hour).findFirst().orElse(Long.MAX_VALUE);
    }

    /// The newest present hour (an epoch hour); empty if there is none.
    public OptionalLong newestPresent() {
        HourRange range = recorded;
        if (range == null) {
            return OptionalLong.empty();
        }
        List<HourRange> absent = absent();
        long end = range.to();
        while (!absent.isEmpty() && absent.getLast().to() == end) {
            end = absent.removeLast().from();
        }
        return end > range.from() ? OptionalLong.of(end - 1) : OptionalLong.empty();
    }

    /// Whether both are equal apart from [#updatedAt()].
    public boolean equalsIgnoringUpdateTime(Ledger other) {
        return equals(other.updatedAt(updatedAt));
    }

    /// Whether both are equal apart from [#recent()] and [#updatedAt()].
    public boolean equalsIgnoringRechecks(Ledger other) {
        return equalsIgnoringUpdateTime(other.withRecent(recent));
    }

    private Ledger updatedAt(@Nullable Instant time) {
        return new Ledger(market, recorded, missing, confirmedEmpty, notAvailable, present, quarantined,
                quarantinedTimes, recent,
                unproven, outsideWindow, state, time);
    }

    private Ledger withRecent(List<RecentHour> hours) {
        return new Ledger(market, recorded, missing, confirmedEmpty, notAvailable, present, quarantined,
                quarantinedTimes, hours,
                unproven, outsideWindow, state, updatedAt);
    }

    /// Whether a rejected row with this open time (milliseconds) is recorded.
    public boolean hasQuarantined(long openTime) {
        return quarantinedTimes.contains(openTime);
    }

    /// The ledger after a usable page. The same page again changes nothing but, on another occasion, the counts of empty
    /// responses and of rechecks.
    ///
    /// @param settled what closed before it is final: the page's venue time less the settle delay
    /// @throws IllegalStateException while the market's first hour is not recorded
    public Ledger record(PageEvidence page, Instant settled, LedgerRules rules) {
        return new LedgerUpdate(this, page, settled, rules).result();
    }

    /// The ledger after an unusable page or a refused request. A missing range is due again on another occasion, so that
    /// other work of the market does not wait for it, and so are hours that no request for newer ones includes, until their
    /// last occasion has passed. After a page for several missing ranges the first of them is requested alone, and after a page for one its
    /// halves are. Hours that are not recorded yet are requested in smaller parts, and after enough occasions they are missing.
    public Ledger recordUnusable(Work.FetchHours request, Instant venueTime, Instant settled, LedgerRules rules) {
        return switch (request.priority()) {
            case LIVE, BACKFILL -> recorded == null || request.from() < recorded.to()
                    ? this
                    : new LedgerUpdate(this, PageEvidence.unusable(request, venueTime), settled, rules).result();
            case RECHECK -> recordUnanswered(request, venueTime, settled, rules);
            case REPAIR -> {
                List<MissingRange> after = new Repairs(this, venueTime, rules).afterUnusable(request.hours());
                yield after == null ? this : withMissing(after);
            }
        };
    }

    /// Whether so many ranges are missing that no history is requested.
    public boolean isFull() {
        return missing.size() >= MAX_RANGES;
    }

    /// Whether an occasion was counted since `earlier` for hours that newer ones wait for.
    public boolean waitsLongerThan(Ledger earlier) {
        return !Objects.equals(recorded, earlier.recorded) || occasionsAhead() > earlier.occasionsAhead();
    }

    private int occasionsAhead() {
        MissingRange range = unproven;
        return range == null ? 0 : range.occasions();
    }

    /// Whether newer hours wait for some whose page is unusable.
    public boolean isUnreadableAhead() {
        MissingRange range = unproven;
        return range != null && range.isUnreadable() && range.unusableResponses() > 0
                && range.lastRequested() != null;
    }

    /// The ledger after a response that changed nothing else: what was requested is due again on another occasion.
    public Ledger recordUnanswered(Work.FetchHours request, Instant venueTime, Instant settled, LedgerRules rules) {
        return switch (request.priority()) {
            case LIVE, BACKFILL -> this;
            case RECHECK -> withRecent(new Rechecks(recent, venueTime, settled, rules).unanswered(request.hours()));
            case REPAIR -> withMissing(missing.stream()
                    .map(hole -> request.hours().contains(hole.hours().from()) && hole.isDue(venueTime, rules)
                            ? hole.unanswered(venueTime)
                            : hole)
                    .toList());
        };
    }

    private Ledger withMissing(List<MissingRange> ranges) {
        return new Ledger(market, recorded, ranges, confirmedEmpty, notAvailable, present, quarantined,
                quarantinedTimes, recent,
                unproven, outsideWindow, state, updatedAt);
    }

    /// The most important part of `request`, for use after the whole of it failed: the newest hours without the rechecks that
    /// go along, or the first of several missing ranges.
    public Work.FetchHours narrowed(Work.FetchHours request) {
        return new RequestSize(this, request).narrowed();
    }

    /// The part of `request` that fits a page of so many rows: the oldest hours, except that the newest hours take
    /// precedence over included rechecks.
    public Work.FetchHours within(long rows, Work.FetchHours request) {
        return new RequestSize(this, request).within(rows);
    }

    /// The next request: first the newest hours of a market that keeps up, including rechecks; then rechecks that need a
    /// separate request; then a missing range that is due; then history, always forwards so that candles are published in
    /// order.
    ///
    /// @param settled what closed before it is final: `venueTime` less the settle delay
    public Work nextWork(Instant venueTime, Instant settled, LedgerRules rules) {
        return new NextWork(this, venueTime, settled, rules).result();
    }
}
