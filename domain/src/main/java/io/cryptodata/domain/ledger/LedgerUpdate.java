package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Applies one page to a ledger: served hours leave the missing ranges; requested hours that were not served become missing
/// or, after enough empty responses, confirmed empty. Present hours stay present, whether the page contains them or not.
final class LedgerUpdate {
    private final Ledger before;
    private final PageEvidence page;
    private final Instant settled;
    private final LedgerRules rules;

    LedgerUpdate(Ledger before, PageEvidence page, Instant settled, LedgerRules rules) {
        this.before = before;
        this.page = page;
        this.settled = settled;
        this.rules = rules;
    }

    Ledger result() {
        HourRange recorded = before.recorded();
        if (recorded == null) {
            throw new IllegalStateException("the first hour of " + before.market() + " is not recorded yet");
        }
        List<HourRange> served = HourRange
                .ofHours(page.hours().stream().filter(hour -> hour >= recorded.from()).toList());
        HourRange covered = covered(recorded);
        long servedEnd = served.isEmpty() ? recorded.to() : served.getLast().to();
        long newEnd = Math.max(Math.max(recorded.to(), servedEnd), covered.isEmpty() ? recorded.to() : covered.to());
        List<MissingRange> missing = new ArrayList<>();
        before.missing().forEach(range -> missing.addAll(stillMissing(range, covered, served)));
        missing.addAll(newlyMissing(recorded, covered, served, newEnd));
        List<HourRange> empty = new ArrayList<>();
        before.confirmedEmpty().forEach(range -> empty.addAll(range.minus(served)));
        return withRanges(new HourRange(recorded.from(), newEnd), missing, empty, newlyPresent(recorded, served));
    }

    private HourRange covered(HourRange recorded) {
        long from = Math.max(page.requestedFrom(), recorded.from());
        return new HourRange(from, Math.max(from, page.coveredTo()));
    }

    private List<MissingRange> stillMissing(MissingRange missing, HourRange covered, List<HourRange> served) {
        List<MissingRange> left = new ArrayList<>();
        for (HourRange part : missing.hours().minus(served)) {
            part.minus(List.of(covered)).forEach(untouched -> left.add(missing.of(untouched)));
            HourRange inside = part.intersection(covered);
            if (!inside.isEmpty()) {
                left.add(missing.of(inside).withEmptyResponse(page.venueTime(), rules));
            }
        }
        return left;
    }

    private List<MissingRange> newlyMissing(HourRange recorded, HourRange covered, List<HourRange> served,
            long newEnd) {
        List<MissingRange> missing = new ArrayList<>();
        for (HourRange range : new HourRange(recorded.to(), newEnd).minus(served)) {
            range.minus(List.of(covered)).forEach(skipped -> missing.add(new MissingRange(skipped, 0, null)));
            HourRange empty = range.intersection(covered);
            if (!empty.isEmpty()) {
                missing.add(new MissingRange(empty, 1, page.venueTime()));
            }
        }
        return missing;
    }

    private long newlyPresent(HourRange recorded, List<HourRange> served) {
        long hours = 0;
        for (HourRange run : served) {
            hours += run.hours() - run.intersection(recorded).hours();
            for (MissingRange missing : before.missing()) {
                hours += run.intersection(missing.hours()).hours();
            }
            for (HourRange empty : before.confirmedEmpty()) {
                hours += run.intersection(empty).hours();
            }
        }
        return hours;
    }

    private Ledger withRanges(HourRange recorded, List<MissingRange> missing, List<HourRange> empty,
            long newlyPresent) {
        List<MissingRange> open = new ArrayList<>();
        missing.sort(Comparator.comparingLong(range -> range.hours().from()));
        for (MissingRange range : missing) {
            if (range.emptyResponses() >= rules.confirmations()) {
                empty.add(range.hours());
            } else if (!open.isEmpty() && range.continues(open.getLast())) {
                MissingRange earlier = open.removeLast();
                open.add(earlier.of(new HourRange(earlier.hours().from(), range.hours().to())));
            } else {
                open.add(range);
            }
        }
        while (open.size() > Ledger.MAX_RANGES) {
            empty.add(open.removeFirst().hours());
        }
        empty.sort(Comparator.comparingLong(HourRange::from));
        return with(recorded, open, withinLimit(HourRange.joined(empty)), newlyPresent);
    }

    private static List<HourRange> withinLimit(List<HourRange> empty) {
        return empty.subList(Math.max(0, empty.size() - Ledger.MAX_RANGES), empty.size());
    }

    private Ledger with(HourRange recorded, List<MissingRange> missing, List<HourRange> empty, long newlyPresent) {
        Set<Long> times = new LinkedHashSet<>(before.quarantinedTimes());
        long newlyQuarantined = page.quarantined().stream().filter(times::add).count();
        List<Long> remembered = List.copyOf(times);
        List<Long> newest = remembered.subList(Math.max(0, remembered.size() - Ledger.MAX_QUARANTINED_TIMES),
                remembered.size());
        List<RecentHour> recent = new Rechecks(before.recent(), page.venueTime(), settled, rules)
                .after(page, covered(recorded), before);
        boolean keepsUp = Timeframe.epochHourOf(settled) - recorded.to() <= Ledger.LIVE_REACH;
        MarketState trading = keepsUp ? MarketState.LIVE : MarketState.BACKFILLING;
        return new Ledger(before.market(), recorded, missing, empty, before.present() + newlyPresent,
                before.quarantined() + newlyQuarantined, newest, recent,
                before.state() == MarketState.HALTED ? MarketState.HALTED : trading, page.venueTime());
    }
}
