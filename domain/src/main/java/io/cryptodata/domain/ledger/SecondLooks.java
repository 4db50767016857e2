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
/// with the request for the newest hour, as long as the hour is within [Ledger#LOOK_REACH] of it.
///
/// @param settled the venue's clock, less the settle delay, before the request started
record SecondLooks(List<RecentHour> recent, Instant settled, LedgerRules rules) {
    /// The oldest hour whose look the request for the newest hour takes along.
    OptionalLong oldestAlongWithLive() {
        return recent.stream().filter(this::isDue).mapToLong(RecentHour::hour).filter(this::isWithinReach).min();
    }

    /// The hours whose look needs a request of its own.
    LongStream alone() {
        return recent.stream().filter(this::isDue)
                .filter(hour -> hour.looks() < rules.earlyLooks() || !isWithinReach(hour.hour()))
                .mapToLong(RecentHour::hour);
    }

    /// The same without hours of `asked` that are out of reach: the venue has no answer to them any more.
    List<RecentHour> lettingGo(HourRange asked) {
        return recent.stream().filter(hour -> !asked.contains(hour.hour()) || isWithinReach(hour.hour())).toList();
    }

    /// After an answer.
    ///
    /// @param covered the hours that it speaks for
    /// @param ledger as it was before
    List<RecentHour> after(Answer answer, HourRange covered, Ledger ledger) {
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
        List<RecentHour> open = after.values().stream()
                .filter(hour -> hour.looks() < rules.secondLooks().size()).toList();
        return open.subList(Math.max(0, open.size() - Ledger.MAX_RECENT), open.size());
    }

    private RecentHour looked(RecentHour hour, @Nullable ServedHour found,
            HourRange covered) {
        int past = rules.looksPast(hour.hour(), settled);
        if (found != null) {
            return found.fingerprint() == hour.fingerprint()
                    ? hour.looked(past)
                    : hour.revised(found.fingerprint(), past);
        }
        // not shown: what is known stays; a later look is tried again with the next hour while it is within reach
        int done = isWithinReach(hour.hour()) ? Math.min(past, rules.earlyLooks()) : past;
        return covered.contains(hour.hour()) ? hour.looked(done) : hour;
    }

    private boolean isDue(RecentHour hour) {
        return rules.looksPast(hour.hour(), settled) > hour.looks();
    }

    private boolean isWithinReach(long hour) {
        return hour >= Timeframe.epochHourOf(settled) - Ledger.LOOK_REACH;
    }
}
