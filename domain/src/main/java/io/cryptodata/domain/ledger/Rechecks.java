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

/// Which published hours are due for a recheck, and what a page changes about them.
///
/// A recheck that is due within an hour after the close (an early one) needs a separate request. A later one is included
/// in the request for the newest hour while the hour is within [Ledger#RECHECK_REACH] of it. Beyond that it needs a
/// separate request again, on as many occasions as it takes to confirm that an hour is empty; after that the hour keeps
/// its last published version.
///
/// @param venueTime the venue's clock before the request started
/// @param settled the same less the settle delay
record Rechecks(List<RecentHour> recent, Instant venueTime, Instant settled, LedgerRules rules) {
    /// The oldest due hour that the request for the newest hour can include.
    OptionalLong oldestAlongWithLive() {
        return recent.stream().filter(this::isDue).mapToLong(RecentHour::hour).filter(this::isWithinReach).min();
    }

    /// The due hours that need a separate request.
    LongStream separate() {
        return recent.stream().filter(this::isDue)
                .filter(hour -> isWithinReach(hour.hour())
                        ? hour.rechecks() < rules.earlyRechecks()
                        : hour.isNewOccasion(venueTime, rules))
                .mapToLong(RecentHour::hour);
    }

    /// After a request without a usable response: hours out of reach are due again on another occasion, if one is left.
    List<RecentHour> unanswered(HourRange requested) {
        return recent.stream()
                .map(hour -> requested.contains(hour.hour()) && !isWithinReach(hour.hour())
                        ? hour.unanswered(venueTime, rules)
                        : hour)
                .filter(this::isOpen).toList();
    }

    /// After a usable page.
    ///
    /// @param covered the hours for which the page is evidence
    /// @param ledger the ledger before the page
    List<RecentHour> after(PageEvidence page, HourRange covered, Ledger ledger) {
        Map<Long, ServedHour> served = new HashMap<>();
        page.served().forEach(hour -> served.put(hour.hour(), hour));
        TreeMap<Long, RecentHour> after = new TreeMap<>();
        for (RecentHour hour : recent) {
            after.put(hour.hour(), rechecked(hour, served.remove(hour.hour()), covered));
        }
        for (ServedHour hour : served.values()) {
            int due = rules.rechecksDue(hour.hour(), settled);
            if (due < rules.recheckDelays().size() && ledger.lacks(hour.hour())) {
                after.put(hour.hour(), new RecentHour(hour.hour(), hour.fingerprint(), 0, due));
            }
        }
        List<RecentHour> open = after.values().stream().filter(this::isOpen).toList();
        return open.subList(Math.max(0, open.size() - Ledger.MAX_RECENT), open.size());
    }

    private RecentHour rechecked(RecentHour hour, @Nullable ServedHour found, HourRange covered) {
        int due = rules.rechecksDue(hour.hour(), settled);
        if (found != null) {
            return found.fingerprint() == hour.fingerprint()
                    ? hour.unchanged(due)
                    : hour.revised(found.fingerprint(), due);
        }
        if (!covered.contains(hour.hour())) {
            return hour;
        }
        // not served: the hour stays as it is; a later recheck is repeated with the next hour while within reach
        return isWithinReach(hour.hour())
                ? hour.unchanged(Math.min(due, rules.earlyRechecks()))
                : hour.unanswered(venueTime, rules);
    }

    private boolean isOpen(RecentHour hour) {
        return hour.rechecks() < rules.recheckDelays().size() && hour.unansweredRechecks() < rules.confirmations();
    }

    private boolean isDue(RecentHour hour) {
        return rules.rechecksDue(hour.hour(), settled) > hour.rechecks();
    }

    private boolean isWithinReach(long hour) {
        return hour >= Timeframe.epochHourOf(settled) - Ledger.RECHECK_REACH;
    }
}
