package io.cryptodata.producers.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Our share of one limit. What a request costs is held from the moment it goes out until one period after its answer has
/// come. The venue counts it at some moment in between; so whatever stretch of one period the venue looks at, all that it
/// finds there was held at one moment here, and that is never more than the share. Not safe for threads.
final class RollingWindow {
    /// the rest is for whoever else asks from our address
    private static final double OURS = 0.95;
    /// the end of a request under way is not known: look again soon
    private static final Duration SOON = Duration.ofMillis(5);

    private final RateLimit limit;
    private final List<Held> held = new ArrayList<>();
    private int share;
    private Duration period;
    private int others;
    private Instant othersUntil = Instant.MIN;

    /// @param notOursBefore until when the whole share may still be another member's; far in the past if nobody else is
    RollingWindow(RateLimit limit, int members, Instant notOursBefore) {
        this.limit = limit;
        this.share = shareOf(members);
        this.period = periodFor(members);
        take(share).until = notOursBefore;
    }

    /// A cost that is held.
    static final class Held {
        private final int weight;
        /// far away while the request is under way
        private Instant until = Instant.MAX;

        private Held(int weight) {
            this.weight = weight;
        }
    }

    /// How long until `weight` could be taken; zero if it can be now.
    ///
    /// @param reservePercent which part of the share must remain free besides
    Duration waitFor(int weight, int reservePercent, Instant now) {
        forget(now);
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

    /// The answer is there.
    void answered(Held taken, Instant now) {
        taken.until = now.plus(period);
    }

    int free(Instant now) {
        forget(now);
        int foreign = now.isBefore(othersUntil) ? others : 0;
        return share - foreign - held.stream().mapToInt(each -> each.weight).sum();
    }

    /// What others have used beyond the part that is theirs is not there for us.
    void venueSaysUsed(int counted, Instant now) {
        forget(now);
        int own = held.stream().mapToInt(each -> each.weight).sum();
        int theirs = (int) (limit.weight() * OURS) - share;
        others = Math.min(share, Math.max(0, counted - own - theirs));
        othersUntil = now.plus(limit.period());
    }

    /// A smaller share holds at once. What a share grows by was somebody else's until now: it is held for one period.
    void shareAmong(int members, Instant now) {
        int growth = shareOf(members) - share;
        share += growth;
        period = periodFor(members);
        if (growth > 0) {
            answered(take(growth), now);
        }
    }

    /// A time that is further away than any could be was measured before our clock was set back.
    private void forget(Instant now) {
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
