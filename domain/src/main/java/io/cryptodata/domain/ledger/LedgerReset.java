package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Ledgers of markets that an operator starts again. What is published already is published again with the same values.
/// Hours that are not available become expected again. Hours with rechecks ahead keep their revisions; an older one that was corrected is published again as revision 0.
///
/// @param now our own clock: no request of a later time counts
public record LedgerReset(Instant now) {
    /// The market starts again from its first hour.
    public Ledger all(Ledger before) {
        Ledger empty = Ledger.empty(before.market());
        return new Ledger(empty.market(), null, List.of(), List.of(), List.of(), 0, 0, List.of(), recent(before), null,
                outsideWindow(before), empty.state(), now);
    }

    /// The market keeps what is recorded before `hour` (an epoch hour) and starts again from there.
    ///
    /// @throws IllegalArgumentException if `hour` is not recorded or is after our clock
    public Ledger from(Ledger before, long hour) {
        HourRange recorded = before.recorded();
        if (recorded == null || hour < recorded.from() || hour > recorded.to()
                || Timeframe.instantOf(hour).isAfter(now)) {
            throw new IllegalArgumentException("the hour must be " + (recorded == null
                    ? "left out, because none is recorded"
                    : "from " + Timeframe.instantOf(recorded.from()) + " to " + Timeframe.instantOf(recorded.to())
                            + " and not after our clock (" + now + ")")
                    + ", but was " + Timeframe.instantOf(hour));
        }
        HourRange kept = new HourRange(recorded.from(), hour);
        List<MissingRange> missing = before.missing().stream().flatMap(range -> within(range, kept)).toList();
        List<HourRange> empty = within(before.confirmedEmpty(), kept);
        List<HourRange> notAvailable = within(before.notAvailable(), kept);
        List<HourRange> absent = new ArrayList<>(empty);
        absent.addAll(notAvailable);
        missing.forEach(range -> absent.add(range.hours()));
        List<Long> quarantined = before.quarantinedTimes().stream()
                .filter(time -> time < Timeframe.instantOf(hour).toEpochMilli()).toList();
        return new Ledger(before.market(), kept, missing, empty, notAvailable,
                kept.hours() - absent.stream().mapToLong(HourRange::hours).sum(), before.quarantined(), quarantined,
                recent(before), null, outsideWindow(before), MarketState.BACKFILLING, now);
    }

    /// Which hours need a replay stays recorded, and so does the newest published hour, on which the correction window of the
    /// hours that are published again depends. No hour after our clock was published.
    private OutsideWindow outsideWindow(Ledger before) {
        OptionalLong newest = before.newestPresent();
        return before.outsideWindow().reset(newest.isEmpty()
                ? newest
                : OptionalLong.of(Math.min(newest.getAsLong(), Timeframe.epochHourOf(now) - 1)));
    }

    private List<RecentHour> recent(Ledger before) {
        return before.recent().stream().filter(each -> Timeframe.instantOf(each.hour()).isBefore(now))
                .map(each -> isLate(each.lastUnanswered())
                        ? new RecentHour(each.hour(), each.fingerprint(), each.revision(), each.rechecks())
                        : each)
                .toList();
    }

    private static List<HourRange> within(List<HourRange> ranges, HourRange kept) {
        return ranges.stream().map(range -> range.intersection(kept)).filter(range -> !range.isEmpty()).toList();
    }

    private Stream<MissingRange> within(MissingRange missing, HourRange kept) {
        HourRange part = missing.hours().intersection(kept);
        if (part.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(isLate(missing.lastRequested()) ? new MissingRange(part, 0, null) : missing.of(part));
    }

    private boolean isLate(@Nullable Instant time) {
        return time != null && time.isAfter(now);
    }

    /// The latest moment that a ledger mentions: the end of its hours or of a request. Empty ledgers mention none.
    public static Instant latestIn(Ledger ledger) {
        HourRange recorded = ledger.recorded();
        MissingRange unproven = ledger.unproven();
        Stream<@Nullable Instant> requested = Stream.concat(ledger.missing().stream().map(MissingRange::lastRequested),
                ledger.recent().stream().map(RecentHour::lastUnanswered));
        return Stream.concat(requested, Stream.<@Nullable Instant>of(ledger.updatedAt(),
                recorded == null ? null : Timeframe.instantOf(recorded.to()),
                unproven == null ? null : unproven.lastRequested()))
                .<Instant>mapMulti((time, next) -> {
                    if (time != null) {
                        next.accept(time);
                    }
                }).max(Instant::compareTo).orElse(Instant.MIN);
    }
}
