package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One answer worked into a ledger: hours that came leave the holes, hours that were asked for and did not come are
/// holes or, after enough empty answers, confirmed empty. What is there stays, whether a page shows it or not.
final class LedgerUpdate {
    private final Ledger before;
    private final PageEvidence answer;
    private final Instant settled;
    private final LedgerRules rules;

    LedgerUpdate(Ledger before, PageEvidence answer, Instant settled, LedgerRules rules) {
        this.before = before;
        this.answer = answer;
        this.settled = settled;
        this.rules = rules;
    }

    Ledger result() {
        HourRange asked = before.known();
        if (asked == null) {
            throw new IllegalStateException("it is not known yet where " + before.market() + " begins");
        }
        List<HourRange> came = HourRange
                .ofHours(answer.hours().stream().filter(hour -> hour >= asked.from()).toList());
        HourRange covered = covered(asked);
        long cameEnd = came.isEmpty() ? asked.to() : came.getLast().to();
        long newEnd = Math.max(Math.max(asked.to(), cameEnd), covered.isEmpty() ? asked.to() : covered.to());
        List<MissingRange> holes = new ArrayList<>();
        before.missing().forEach(hole -> holes.addAll(afterAnswer(hole, covered, came)));
        holes.addAll(newHoles(asked, covered, came, newEnd));
        List<HourRange> empty = new ArrayList<>();
        before.confirmedEmpty().forEach(range -> empty.addAll(range.minus(came)));
        return settled(new HourRange(asked.from(), newEnd), holes, empty, newlyPresent(asked, came));
    }

    private HourRange covered(HourRange asked) {
        long from = Math.max(answer.asked(), asked.from());
        return new HourRange(from, Math.max(from, answer.coveredTo()));
    }

    private List<MissingRange> afterAnswer(MissingRange hole, HourRange covered, List<HourRange> came) {
        List<MissingRange> left = new ArrayList<>();
        for (HourRange part : hole.hours().minus(came)) {
            part.minus(List.of(covered)).forEach(untouched -> left.add(hole.of(untouched)));
            HourRange inside = part.intersection(covered);
            if (!inside.isEmpty()) {
                left.add(hole.of(inside).answeredEmpty(answer.venueTime(), rules));
            }
        }
        return left;
    }

    private List<MissingRange> newHoles(HourRange asked, HourRange covered, List<HourRange> came, long newEnd) {
        List<MissingRange> holes = new ArrayList<>();
        for (HourRange hole : new HourRange(asked.to(), newEnd).minus(came)) {
            hole.minus(List.of(covered)).forEach(skipped -> holes.add(new MissingRange(skipped, 0, null)));
            HourRange silent = hole.intersection(covered);
            if (!silent.isEmpty()) {
                holes.add(new MissingRange(silent, 1, answer.venueTime()));
            }
        }
        return holes;
    }

    private long newlyPresent(HourRange asked, List<HourRange> came) {
        long news = 0;
        for (HourRange run : came) {
            news += run.hours() - run.intersection(asked).hours();
            for (MissingRange hole : before.missing()) {
                news += run.intersection(hole.hours()).hours();
            }
            for (HourRange empty : before.confirmedEmpty()) {
                news += run.intersection(empty).hours();
            }
        }
        return news;
    }

    private Ledger settled(HourRange known, List<MissingRange> holes, List<HourRange> empty, long news) {
        List<MissingRange> open = new ArrayList<>();
        holes.sort(Comparator.comparingLong(hole -> hole.hours().from()));
        for (MissingRange hole : holes) {
            if (hole.emptyAnswers() >= rules.confirmations()) {
                empty.add(hole.hours());
            } else if (!open.isEmpty() && hole.continues(open.getLast())) {
                MissingRange earlier = open.removeLast();
                open.add(earlier.of(new HourRange(earlier.hours().from(), hole.hours().to())));
            } else {
                open.add(hole);
            }
        }
        while (open.size() > Ledger.MAX_RANGES) {
            empty.add(open.removeFirst().hours());
        }
        empty.sort(Comparator.comparingLong(HourRange::from));
        return with(known, open, withinLimit(HourRange.joined(empty)), news);
    }

    private static List<HourRange> withinLimit(List<HourRange> empty) {
        return empty.subList(Math.max(0, empty.size() - Ledger.MAX_RANGES), empty.size());
    }

    private Ledger with(HourRange known, List<MissingRange> missing, List<HourRange> empty, long news) {
        Set<Long> times = new LinkedHashSet<>(before.quarantinedTimes());
        long newlyQuarantined = answer.quarantined().stream().filter(times::add).count();
        List<Long> remembered = List.copyOf(times);
        List<Long> newest = remembered.subList(Math.max(0, remembered.size() - Ledger.MAX_QUARANTINED_TIMES),
                remembered.size());
        List<RecentHour> recent = new Rechecks(before.recent(), answer.venueTime(), settled, rules)
                .after(answer, covered(known), before);
        boolean keepsUp = Timeframe.epochHourOf(settled) - known.to() <= Ledger.LIVE_REACH;
        MarketState trading = keepsUp ? MarketState.LIVE : MarketState.BACKFILLING;
        return new Ledger(before.market(), known, missing, empty, before.present() + news,
                before.quarantined() + newlyQuarantined, newest, recent,
                before.state() == MarketState.HALTED ? MarketState.HALTED : trading, answer.venueTime());
    }
}
