package io.cryptodata.producers.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Our share of one limit. Moments are those of a [Ticker]. The weight of a request is held from the moment it is sent until one period after its response.
/// The service counts it at some moment in between: everything that it counts in any stretch of one period was held at one
/// moment here, and that is never more than the share. Not safe for threads.
final class RollingWindow {
    /// the end of a request under way is unknown: retry soon
    private static final Duration SOON = Duration.ofMillis(5);

    private final RateLimit limit;
    private final List<Held> held = new ArrayList<>();
    private Portion portion;
    private int others;
    private Duration othersUntil = Duration.ZERO;

    RollingWindow(RateLimit limit, Share share) {
        this.limit = limit;
        this.portion = Portion.of(limit, share);
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
    /// @param common the time by the clock that all members have in common
    Duration waitFor(int weight, int reservePercent, Duration now, Duration common) {
        Duration wait = untilFree(weight, reservePercent, now);
        return wait.plus(portion.untilTurn(common.plus(wait)));
    }

    private Duration untilFree(int weight, int reservePercent, Duration now) {
        expire(now);
        int cost = costOf(weight);
        int share = portion.weight();
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
        taken.until = now.plus(portion.period());
    }

    int free(Duration now) {
        expire(now);
        int foreign = now.compareTo(othersUntil) < 0 ? others : 0;
        return portion.weight() - foreign - held.stream().mapToInt(each -> each.weight).sum();
    }

    /// The part of the share in use, between 0 and 1.
    double used(Duration now) {
        return Math.clamp(1 - (double) free(now) / portion.weight(), 0, 1);
    }

    /// What others have used beyond their part is not available to us.
    void correctUsed(int counted, Duration now) {
        expire(now);
        int own = held.stream().mapToInt(each -> each.weight).sum();
        int theirs = Portion.ofAll(limit) - portion.weight();
        others = Math.min(portion.weight(), Math.max(0, counted - own - theirs));
        othersUntil = now.plus(limit.period());
    }

    /// A smaller share takes effect immediately. The growth of a share belonged to another process until now: it is held for
    /// one period. Where members take turns, before or after the change, the whole share is held.
    ///
    /// @param since when it changed
    void shareAmong(Share share, Duration since) {
        Portion before = portion;
        portion = Portion.of(limit, share);
        if (before.equals(portion)) {
            return;
        }
        if (before.takesTurns() || portion.takesTurns()) {
            hold(portion.weight(), since.plus(longer(before.settling(), portion.settling())));
        } else if (portion.weight() > before.weight()) {
            hold(portion.weight() - before.weight(), since.plus(portion.period()));
        }
    }

    /// The whole share may still be used by another member.
    void holdAll(Duration since) {
        hold(portion.weight(), since.plus(portion.settling()));
    }

    private void hold(int weight, Duration until) {
        take(weight).until = until;
    }

    private void expire(Duration now) {
        held.removeIf(each -> each.until.compareTo(now) <= 0);
    }

    private int costOf(int weight) {
        return Math.min(weight, portion.weight());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration atLeast(Duration wait) {
        return wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait;
    }
}
