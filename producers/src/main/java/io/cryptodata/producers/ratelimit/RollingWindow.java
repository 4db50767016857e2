package io.cryptodata.producers.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Our share of one limit. The weight of a request is held from the moment it is sent until one period after its response.
/// The service counts it at some moment in between: everything that it counts in any stretch of one period was held at one
/// moment here, and that is never more than the share. Not safe for threads.
final class RollingWindow {
    /// the rest is for other users of our address
    private static final double OURS = 0.95;
    /// the end of a request under way is unknown: retry soon
    private static final Duration SOON = Duration.ofMillis(5);

    private final RateLimit limit;
    private final List<Held> held = new ArrayList<>();
    private int share;
    private Duration period;
    private int others;
    private Instant othersUntil = Instant.MIN;

    /// @param notOursBefore until when the whole share may still be used by another member; far in the past if there is none
    RollingWindow(RateLimit limit, int members, Instant notOursBefore) {
        this.limit = limit;
        this.share = shareOf(members);
        this.period = periodFor(members);
        take(share).until = notOursBefore;
    }

    /// A weight that is held.
    static final class Held {
        private final int weight;
        /// far away while the request is under way
        private Instant until = Instant.MAX;

        private Held(int weight) {
            this.weight = weight;
        }
    }

    /// How long until `weight` can be taken; zero if it can be taken now.
    ///
    /// @param reservePercent the part of the share that must remain free beside it
    Duration waitFor(int weight, int reservePercent, Instant now) {
        expire(now);
        int cost = costOf(weight);
        int needed = cost + Math.min(share * reservePercent / 100, share - cost);
        int free = free(now);
        if (free >= needed) {
            return Duration.ZERO;
        }
        for (Held each : held.stream().sorted(Comparator.comparing(one -> one.until)).toList()) {
            free += each.weight;
            if (free >= needed && each.until.isBefore(Instant.MAX)) {
                return atLeast(Duration.between(now, each.until));
            }
        }
        return othersUntil.isAfter(now) && held.isEmpty() ? atLeast(Duration.between(now, othersUntil)) : SOON;
    }

    Held take(int weight) {
        Held taken = new Held(costOf(weight));
        held.add(taken);
        return taken;
    }

    /// The response has arrived: the weight is held for one more period.
    void releaseAfterPeriod(Held taken, Instant now) {
        taken.until = now.plus(period);
    }

    int free(Instant now) {
        expire(now);
        int foreign = now.isBefore(othersUntil) ? others : 0;
        return share - foreign - held.stream().mapToInt(each -> each.weight).sum();
    }

    /// The part of the share in use, between 0 and 1.
    double used(Instant now) {
        return Math.clamp(1 - (double) free(now) / share, 0, 1);
    }

    /// What others have used beyond their part is not available to us.
    void correctUsed(int counted, Instant now) {
        expire(now);
        int own = held.stream().mapToInt(each -> each.weight).sum();
        int theirs = (int) (limit.weight() * OURS) - share;
        others = Math.min(share, Math.max(0, counted - own - theirs));
        othersUntil = now.plus(limit.period());
    }

    /// A smaller share takes effect immediately. The growth of a share belonged to another process until now: it is held for
    /// one period.
    void shareAmong(int members, Instant now) {
        int growth = shareOf(members) - share;
        share += growth;
        period = periodFor(members);
        if (growth > 0) {
            releaseAfterPeriod(take(growth), now);
        }
    }

    /// Releases what has expired. A time further away than any can be was measured before our clock was set back.
    private void expire(Instant now) {
        Instant furthest = now.plus(period).plus(limit.period());
        held.removeIf(each -> !each.until.isAfter(now)
                || each.until.isBefore(Instant.MAX) && each.until.isAfter(furthest));
    }

    private int costOf(int weight) {
        return Math.min(weight, share);
    }

    private int shareOf(int members) {
        return Math.max(1, (int) (limit.weight() * OURS / members));
    }

    /// A share below one request per period is one request per longer period.
    private Duration periodFor(int members) {
        double requests = limit.weight() * OURS / members;
        return requests >= 1
                ? limit.period()
                : Duration.ofNanos((long) Math.ceil(limit.period().toNanos() / requests));
    }

    private static Duration atLeast(Duration wait) {
        return wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait;
    }
}
