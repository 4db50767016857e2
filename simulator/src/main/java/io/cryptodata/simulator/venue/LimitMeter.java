package io.cryptodata.simulator.venue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/// Counts what one address uses of one limit, in wall time, and refuses what is beyond it; who goes on in spite of that is
/// banned. What is refused counts as used, as with most venues. Safe for many threads.
public final class LimitMeter {
    private final Limit limit;
    private final InstantSource wall;
    private final Deque<Use> uses = new ArrayDeque<>();
    private int used;
    private int refusedInPeriod;
    private long refused;
    private int highest;
    private Instant bannedUntil = Instant.MIN;

    public LimitMeter(Limit limit, InstantSource wall) {
        this.limit = limit;
        this.wall = wall;
    }

    private record Use(Instant at, int weight, boolean refused) {}

    /// How a request stands with the limit.
    ///
    /// @param used what the present period has seen, this request included
    /// @param retryAfter how long to stay away; null when it may pass
    /// @param banned whether the address is shut out, rather than asked to slow down
    /// @param until when it may come again; now when it may pass
    public record Standing(Limit limit, int used, @Nullable Duration retryAfter, boolean banned, Instant until) {
        public boolean passes() {
            return retryAfter == null;
        }

        /// Whole seconds to stay away, at least one.
        public long retryAfterSeconds() {
            return retryAfter == null ? 0 : Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1000));
        }
    }

    /// One more request of this weight.
    public synchronized Standing ask(int weight) {
        Instant now = wall.instant();
        forget(now);
        boolean banned = now.isBefore(bannedUntil);
        boolean beyond = used + weight > limit.weight();
        uses.add(new Use(now, weight, banned || beyond));
        used += weight;
        if (!banned && !beyond) {
            highest = Math.max(highest, used);
            return new Standing(limit, used, null, false, now);
        }
        refused++;
        refusedInPeriod++;
        highest = Math.max(highest, used);
        if (!banned && refusedInPeriod > limit.patience()) {
            bannedUntil = now.plus(limit.ban());
            banned = true;
        }
        Instant until = banned ? bannedUntil : nextPeriod(now);
        return new Standing(limit, used, Duration.between(now, until), banned, until);
    }

    /// How many requests came although nothing was left.
    public synchronized long refused() {
        return refused;
    }

    /// The most that was used within one period.
    public synchronized int highest() {
        return highest;
    }

    private Instant nextPeriod(Instant now) {
        return switch (limit.window()) {
            case ROLLING -> now.plus(limit.period());
            case ALIGNED -> begin(now).plus(limit.period());
        };
    }

    private void forget(Instant now) {
        Instant oldest = switch (limit.window()) {
            case ROLLING -> now.minus(limit.period());
            case ALIGNED -> begin(now);
        };
        while (!uses.isEmpty() && (limit.window() == Limit.Window.ROLLING
                ? !uses.getFirst().at().isAfter(oldest)
                : uses.getFirst().at().isBefore(oldest))) {
            Use gone = uses.removeFirst();
            used -= gone.weight();
            refusedInPeriod -= gone.refused() ? 1 : 0;
        }
    }

    private Instant begin(Instant now) {
        long period = limit.period().toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), period) * period);
    }
}
