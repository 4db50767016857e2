package io.cryptodata.simulator.venue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/// Enforces one rate limit for one address, in wall time: refuses requests beyond the limit and bans an address that keeps
/// sending them. Refused requests count as used, as with most venues. Thread-safe.
public final class RateLimiter {
    private final RateLimit limit;
    private final InstantSource wall;
    private final Deque<Usage> usages = new ArrayDeque<>();
    private int used;
    private int refusedInPeriod;
    private long refused;
    private int highest;
    private Instant bannedUntil = Instant.MIN;

    public RateLimiter(RateLimit limit, InstantSource wall) {
        this.limit = limit;
        this.wall = wall;
    }

    private record Usage(Instant at, int weight, boolean refused) {}

    /// Whether a request is allowed.
    ///
    /// @param used weight used in the current period, including this request
    /// @param retryAfter how long to wait before the next request; null if this one is allowed
    /// @param banned whether the address is banned, rather than rate-limited
    /// @param until when requests are allowed again; now if this one is allowed
    public record Decision(RateLimit limit, int used, @Nullable Duration retryAfter, boolean banned, Instant until) {
        public boolean allowed() {
            return retryAfter == null;
        }

        /// In whole seconds, at least one; 0 if the request is allowed.
        public long retryAfterSeconds() {
            return retryAfter == null ? 0 : Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1000));
        }

        /// What is left of the limit in the current period.
        public int remaining() {
            return Math.max(0, limit.weight() - used);
        }
    }

    /// Counts a request of this weight.
    public synchronized Decision tryAcquire(int weight) {
        Instant now = wall.instant();
        expire(now);
        boolean banned = now.isBefore(bannedUntil);
        boolean overLimit = used + weight > limit.weight();
        usages.add(new Usage(now, weight, banned || overLimit));
        used += weight;
        highest = Math.max(highest, used);
        if (!banned && !overLimit) {
            return new Decision(limit, used, null, false, now);
        }
        refused++;
        refusedInPeriod++;
        if (!banned && refusedInPeriod > limit.refusalsBeforeBan()) {
            bannedUntil = now.plus(limit.ban());
            banned = true;
        }
        Instant until = banned ? bannedUntil : nextPeriod(now);
        return new Decision(limit, used, Duration.between(now, until), banned, until);
    }

    /// Number of refused requests.
    public synchronized long refused() {
        return refused;
    }

    /// Highest weight used within one period.
    public synchronized int highest() {
        return highest;
    }

    private Instant nextPeriod(Instant now) {
        return switch (limit.window()) {
            case ROLLING -> now.plus(limit.period());
            case ALIGNED -> startOfPeriod(now).plus(limit.period());
        };
    }

    private void expire(Instant now) {
        while (!usages.isEmpty() && isExpired(usages.getFirst(), now)) {
            Usage expired = usages.removeFirst();
            used -= expired.weight();
            refusedInPeriod -= expired.refused() ? 1 : 0;
        }
    }

    private boolean isExpired(Usage usage, Instant now) {
        return switch (limit.window()) {
            case ROLLING -> !usage.at().isAfter(now.minus(limit.period()).plus(limit.tolerance()));
            case ALIGNED -> usage.at().isBefore(startOfPeriod(now));
        };
    }

    private Instant startOfPeriod(Instant now) {
        long period = limit.period().toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), period) * period);
    }
}
