package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Applies one page to a ledger: served hours leave the missing ranges; requested hours that were not served become missing
/// or, after enough empty responses, confirmed empty, and not available where the venue serves no hours so old. Present hours stay present, whether the page contains them or not.
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
        Advance advance = new UnprovenHours(before, recorded, page, settled, rules).advance(served, covered);
        List<MissingRange> missing = new ArrayList<>();
        before.missing().forEach(range -> missing.addAll(stillMissing(range, covered, served)));
        missing.addAll(advance.missing());
        List<HourRange> empty = new ArrayList<>(advance.confirmedEmpty());
        before.confirmedEmpty().forEach(range -> empty.addAll(range.minus(served)));
        List<HourRange> notAvailable = new ArrayList<>(advance.notAvailable());
        before.notAvailable().forEach(range -> notAvailable.addAll(range.minus(served)));
        notAvailable.addAll(noLongerAvailable(covered, served));
        Set<Long> times = new LinkedHashSet<>(before.quarantinedTimes());
        long newlyQuarantined = page.quarantined().stream().filter(times::add).count();
        AbsentHours absent = new AbsentHours(missing, empty, notAvailable).settled(new BadHours(times), rules,
                page.availableFrom());
        return with(new HourRange(recorded.from(), advance.to()), advance, absent,
                new Counts(newlyPresent(recorded, served), newlyQuarantined, newest(times)));
    }

    private record Counts(long newlyPresent, long newlyQuarantined, List<Long> quarantinedTimes) {}

    private HourRange covered(HourRange recorded) {
        long from = Math.max(page.requestedFrom(), recorded.from());
        return new HourRange(from, Math.max(from, page.coveredTo()));
    }

    private List<MissingRange> stillMissing(MissingRange missing, HourRange covered, List<HourRange> served) {
        List<MissingRange> left = new ArrayList<>();
        for (HourRange part : missing.hours().minus(served)) {
            part.minus(List.of(covered)).forEach(untouched -> left.add(missing.of(untouched)));
            HourRange inside = part.intersection(covered);
            if (page.proof() == PageProof.ROWS) {
                inside = inside.since(page.availableFrom());
            }
            if (!inside.isEmpty()) {
                left.addAll(responded(missing, inside, covered));
            }
        }
        return left;
    }

    /// The missing hours that only an older page could contain. Rows prove it at once: by them the venue serves the market,
    /// and its documentation states from which hour on.
    private List<HourRange> noLongerAvailable(HourRange covered, List<HourRange> served) {
        if (page.proof() != PageProof.ROWS) {
            return List.of();
        }
        HourRange tooOld = covered.before(page.availableFrom());
        return before.missing().stream().map(range -> range.hours().intersection(tooOld))
                .flatMap(hours -> hours.minus(served).stream()).toList();
    }

    private List<MissingRange> responded(MissingRange missing, HourRange inside, HourRange covered) {
        if (page.proof() != PageProof.NOTHING) {
            return List.of(missing.of(inside).withEmptyResponse(page.venueTime(), rules));
        }
        boolean isBad = !new BadHours(page.quarantined()).within(inside).isEmpty();
        return new Repairs(before, page.venueTime(), rules).afterUseless(missing, inside, covered, isBad);
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
            for (HourRange tooOld : before.notAvailable()) {
                hours += run.intersection(tooOld).hours();
            }
        }
        return hours;
    }

    private static List<Long> newest(Set<Long> times) {
        List<Long> all = List.copyOf(times);
        return all.subList(Math.max(0, all.size() - Ledger.MAX_QUARANTINED_TIMES), all.size());
    }

    private Ledger with(HourRange recorded, Advance advance, AbsentHours absent, Counts counts) {
        List<RecentHour> recent = page.proof() == PageProof.NOTHING
                ? before.recent()
                : new Rechecks(before.recent(), page.venueTime(), settled, rules).after(page, covered(recorded),
                        before);
        boolean keepsUp = Timeframe.epochHourOf(settled) - recorded.to() <= Ledger.LIVE_REACH;
        MarketState trading = keepsUp ? MarketState.LIVE : MarketState.BACKFILLING;
        return new Ledger(before.market(), recorded, absent.missing(), absent.confirmedEmpty(),
                absent.notAvailable(), before.present() + counts.newlyPresent,
                before.quarantined() + counts.newlyQuarantined,
                counts.quarantinedTimes, recent, advance.unproven(), outsideWindow(),
                before.state() == MarketState.HALTED ? MarketState.HALTED : trading, page.venueTime());
    }

    private OutsideWindow outsideWindow() {
        List<Long> published = page.served().stream().filter(hour -> before.revisionOf(hour).isPresent())
                .map(ServedHour::hour).toList();
        return before.outsideWindow().with(published, before.newestPresent(), rules.correctionWindow());
    }
}
