package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// Which published hours are to be looked at again, and what a page does to them.
///
/// A look whose time is within the hour after the close (an early one) needs a request of its own. A later one goes along
/// with the request for the newest hour, as long as the hour is within [Ledger#LOOK_REACH] of it. Beyond that it needs a
/// request of its own again, on as many occasions as it takes to confirm that an hour is empty; then the hour stays as it
/// was published last.
///
/// @param venueTime the venue's clock before the request started
/// @param settled the same less the settle delay
record Rechecks(List<RecentHour> recent, Instant venueTime, Instant settled, LedgerRules rules) {
    /// The oldest hour whose look the request for the newest hour takes along.
    OptionalLong oldestAlongWithLive() {
        return recent.stream().filter(this::isDue).mapToLong(RecentHour::hour).filter(this::isWithinReach).min();
    }

    /// The hours whose look needs a request of its own.
    LongStream alone() {
        return recent.stream().filter(this::isDue)
                .filter(hour -> isWithinReach(hour.hour())
                        ? hour.looks() < rules.earlyLooks()
                        : hour.isAnotherOccasion(venueTime, rules))
                .mapToLong(RecentHour::hour);
    }

    /// After a request for `asked` that brought nothing to go by: hours out of reach have their next turn on another
    /// occasion, if there is one left.
    List<RecentHour> inVain(HourRange asked) {
        return recent.stream()
                .map(hour -> asked.contains(hour.hour()) && !isWithinReach(hour.hour())
                        ? hour.lookedInVain(venueTime, rules)
                        : hour)
                .filter(this::isOpen).toList();
    }

    /// After an answer.
    ///
    /// @param covered the hours that it speaks for
    /// @param ledger as it was before
    List<RecentHour> after(PageEvidence answer, HourRange covered, Ledger ledger) {
        Map<Long, ServedHour> served = new HashMap<>();
        answer.served().forEach(hour -> served.put(hour.hour(), hour));
        TreeMap<Long, RecentHour> after = new TreeMap<>();
        for (RecentHour hour : recent) {
            after.put(hour.hour(), looked(hour, served.remove(hour.hour()), covered));
        }
        for (ServedHour hour : served.values()) {
            int past = rules.looksPast(hour.hour(), settled);
            if (past < rules.secondLooks().size() && ledger.lacks(hour.hour())) {
                after.put(hour.hour(), new RecentHour(hour.hour(), hour.fingerprint(), 0, past));
            }
        }
        List<RecentHour> open = after.values().stream().filter(this::isOpen).toList();
        return open.subList(Math.max(0, open.size() - Ledger.MAX_RECENT), open.size());
    }

    private RecentHour looked(RecentHour hour, @Nullable ServedHour found, HourRange covered) {
        int past = rules.looksPast(hour.hour(), settled);
        if (found != null) {
            return found.fingerprint() == hour.fingerprint()
                    ? hour.looked(past)
                    : hour.revised(found.fingerprint(), past);
        }
        if (!covered.contains(hour.hour())) {
            return hour;
        }
        // not shown: what is known stays; a later look is tried again, with the next hour while it is within reach
        return isWithinReach(hour.hour())
                ? hour.looked(Math.min(past, rules.earlyLooks()))
                : hour.lookedInVain(venueTime, rules);
    }

    private boolean isOpen(RecentHour hour) {
        return hour.looks() < rules.secondLooks().size() && hour.vainLooks() < rules.confirmations();
    }

    private boolean isDue(RecentHour hour) {
        return rules.looksPast(hour.hour(), settled) > hour.looks();
    }

    private boolean isWithinReach(long hour) {
        return hour >= Timeframe.epochHourOf(settled) - Ledger.LOOK_REACH;
    }
}
