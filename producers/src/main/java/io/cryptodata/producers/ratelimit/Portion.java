package io.cryptodata.producers.ratelimit;

import java.time.Duration;

/// What a [Share] allows of one limit.
///
/// A member whose part would be less than 1 per period has no part of its own: members form as many groups as needed, and the
/// groups take turns with nineteen twentieths of the limit. A turn is two periods long and its requests start in the first
/// eighth, so that a request that reaches the service within three quarters of a period is at least one period apart from those
/// of the next turn. The turns follow from a clock that all members have in common.
///
/// @param weight what may be in use at once
/// @param period how long a weight counts after its response
/// @param groups how many groups take turns; 1 if every member always has its part
/// @param group that this member is in, from 0
record Portion(int weight, Duration period, int groups, int group) {
    /// the rest is for other users of our address
    private static final double OURS = 0.95;

    static Portion of(RateLimit limit, Share share) {
        double ours = limit.weight() * OURS;
        int whole = (int) Math.max(1, ours);
        // less than one request per period is one request per longer period
        Duration period = ours >= 1
                ? limit.period()
                : Duration.ofNanos((long) Math.ceil(limit.period().toNanos() / ours));
        int groups = Math.ceilDiv(share.members(), whole);
        int largest = Math.ceilDiv(share.members(), groups);
        return new Portion(whole / largest, period, groups, share.rank() % groups);
    }

    /// What all members may use together of a limit.
    static int ofAll(RateLimit limit) {
        return (int) (limit.weight() * OURS);
    }

    boolean takesTurns() {
        return groups > 1;
    }

    /// How long until requests may be sent; zero if it is this group's turn.
    ///
    /// @param common the time by the common clock
    Duration untilTurn(Duration common) {
        if (!takesTurns()) {
            return Duration.ZERO;
        }
        long turn = Math.max(1, turn().toMillis());
        long cycle = turn * groups;
        long sinceTurn = Math.floorMod(common.toMillis() - turn * group, cycle);
        return sinceTurn * 8 < turn ? Duration.ZERO : Duration.ofMillis(cycle - sinceTurn);
    }

    /// How long nothing is sent after the members or their ranks have changed: not all members receive the change at the same
    /// moment, and the requests before it still count.
    Duration settling() {
        return takesTurns() ? turn().multipliedBy(2) : period;
    }

    private Duration turn() {
        return period.multipliedBy(2);
    }
}
