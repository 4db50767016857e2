package io.cryptodata.allinone.chaos;

import io.cryptodata.simulator.faults.FaultKind;
import io.cryptodata.simulator.faults.FaultProfile;
import io.cryptodata.simulator.venues.Dialects;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The parameters of one chaos run.
///
/// @param seed generates the world and its faults; the same seed repeats the run
/// @param days how long faults occur, in simulated time; [#CALM] without faults follows
/// @param markets on all venues with candles together, half of them contracts
/// @param members how many producer processes share the work: one is killed during the run
/// @param hoursPerSecond simulated hours per second
/// @param without the faults that are left out
record ChaosOptions(long seed, int days, int markets, int members, double hoursPerSecond, Set<ChaosFault> without) {
    /// each of them with candles
    static final List<String> VENUES = Dialects.exchanges();
    /// how many of their newest hours those venues serve that do not serve all, the unfinished one included
    static final Map<String, Integer> SERVED_HOURS = Map.of("kraken", 720);
    static final Duration HISTORY = Duration.ofDays(20);
    /// rechecks reach back a day, and revisions come up to twenty hours late
    private static final Duration CALM = Duration.ofHours(46);
    private static final int MAX_MEMBERS = 2;

    ChaosOptions {
        if (days < 1 || markets < 10 || members < 1 || members > MAX_MEMBERS || hoursPerSecond <= 0) {
            throw new IllegalArgumentException("a run needs at least one day, ten markets, one or two members and a "
                    + "positive speed, but has " + days + ", " + markets + ", " + members + ", " + hoursPerSecond);
        }
        without = Set.copyOf(without);
    }

    boolean has(ChaosFault fault) {
        return !without.contains(fault);
    }

    /// The faults of requests. A clock that is an hour ahead cannot be recognized while simulated time runs fast.
    FaultProfile faults(Duration stall) {
        FaultProfile profile = FaultProfile.many(seed).withLength(faultPeriod()).withStall(stall)
                .without(Set.of(FaultKind.CLOCK_AN_HOUR_AHEAD));
        for (ChaosFault left : without) {
            profile = left.leaveOutOf(profile);
        }
        return profile;
    }

    Duration faultPeriod() {
        return Duration.ofDays(days);
    }

    Instant endAfter(Instant start) {
        return start.plus(faultPeriod()).plus(CALM);
    }

    /// The number of markets of each kind on each venue.
    int marketsOfEachKind() {
        return Math.ceilDiv(markets, 2 * VENUES.size());
    }
}
