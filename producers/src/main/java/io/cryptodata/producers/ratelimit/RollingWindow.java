package io.cryptodata.producers.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Our share of one limit. Moments are those of a [Ticker]. The weight of a request is held from the moment it is sent until one period after its response.
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
    private Duration othersUntil = Duration.ZERO;

    /// @param notOursBefore until when the whole share may still be used by another member; zero if there is none
    RollingWindow(RateLimit limit, int members, Duration notOursBefore) {
        this.limit = limit;
        this.share = shareOf(members);
        this.period = periodFor(members);
        take(share).until = notOursBefore;
    }

    /// A weight that is held.
    static final class Held {
        private final int weight;
        /// far away while the request is under way
        private Duration until = Ticker.NEVER;

        private Held(int weight) {
            this.weight = weight;
        }
    }

    /// How long until `weight` can be taken; zero if it can be taken now.
    ///
    /// @param reservePercent the part of the share that must remain free beside it
    Duration waitFor(int weight, int reservePercent, Duration now) {
        expire(now);
        int cost = costOf(weight);
        int needed = cost + Math.min(share * reservePercent / 100, share - cost);
        int free = free(now);
        if (free >= needed) {
            return Duration.ZERO;
        }
        for (Held each : held.stream().sorted(Comparator.comparing(one -> one.until)).toList()) {
            free += each.weight;
            if (free >= needed && each.until.compareTo(Ticker.NEVER) < 0) {
                return atLeast(each.until.minus(now));
            }
        }
        return othersUntil.compareTo(now) > 0 && held.isEmpty() ? atLeast(othersUntil.minus(now)) : SOON;
    }

    Held take(int weight) {
        Held taken = new Held(costOf(weight));
        held.add(taken);
        return taken;
    }

    /// The response has arrived: the weight is held for one more period.
    void releaseAfterPeriod(Held taken, Duration now) {
        taken.until = now.plus(period);
    }

    int free(Duration now) {
        expire(now);
        int foreign = now.compareTo(othersUntil) < 0 ? others : 0;
        return share - foreign - held.stream().mapToInt(each -> each.weight).sum();
    }

    /// The part of the share in use, between 0 and 1.
    double used(Duration now) {
        return Math.clamp(1 - (double) free(now) / share, 0, 1);
    }

    /// What others have used beyond their part is not available to us.
    void correctUsed(int counted, Duration now) {
        expire(now);
        int own = held.stream().mapToInt(each -> each.weight).sum();
        int theirs = (int) (limit.weight() * OURS) - share;
        others = Math.min(share, Math.max(0, counted - own - theirs));
        othersUntil = now.plus(limit.period());
    }

    /// A smaller share takes effect immediately. The growth of a share belonged to another process until now: it is held for
    /// one period.
    void shareAmong(int members, Duration now) {
        int growth = shareOf(members) - share;
        share += growth;
        period = periodFor(members);
        if (growth > 0) {
            releaseAfterPeriod(take(growth), now);
        }
    }

    private void expire(Duration now) {
        held.removeIf(each -> each.until.compareTo(now) <= 0);
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
