package io.cryptodata.producers.venue;

import io.github.bucket4j.BandwidthBuilder;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// What we allow ourselves at one venue, asked *before* a request goes out. It never waits.
///
/// A store of a fifth of the venue's limit is refilled evenly with seven tenths of the limit per minute. So no stretch of
/// sixty seconds ever holds more than nine tenths, wherever the venue's minute begins and however our clock differs.
public final class RequestBudget {
    private static final double STORE = 0.2;
    private static final double REFILL = 0.7;
    /// above this part of the limit, by the venue's own count, we stop until the next minute
    private static final double ENOUGH = 0.95;

    private final int weightPerMinute;
    private final InstantSource time;
    private final Bucket bucket;
    private long store;
    private Instant heldUntil = Instant.MIN;

    /// @param weightPerMinute what the venue allows one address
    /// @param members how many of us share the address; see [#shareAmong(int)]
    public RequestBudget(int weightPerMinute, int members, InstantSource time) {
        if (weightPerMinute < 1) {
            throw new IllegalArgumentException("weight per minute must be positive, but was " + weightPerMinute);
        }
        this.weightPerMinute = weightPerMinute;
        this.time = time;
        this.store = storeOf(members);
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(store).refillGreedy(refillOf(members), Duration.ofMinutes(1)))
                .withCustomTimePrecision(new Meter(time)).build();
    }

    /// Takes `weight`, or says how long to wait before asking again.
    ///
    /// @return zero when it has been taken
    public synchronized Duration take(int weight, Priority priority) {
        Instant now = time.instant();
        if (now.isBefore(heldUntil)) {
            return Duration.between(now, heldUntil);
        }
        long cost = Math.min(weight, store);
        long reserve = Math.min(store * priority.reservePercent() / 100, store - cost);
        long wait = bucket.estimateAbilityToConsume(cost + reserve).getNanosToWaitForRefill();
        if (wait == 0 && bucket.tryConsume(cost)) {
            return Duration.ZERO;
        }
        // the estimate is rounded down: a little more, so that the next question is answered with yes
        return Duration.ofNanos(wait).plusMillis(1);
    }

    /// Believes the venue when it counted more than we did, for example because somebody else shares our address.
    ///
    /// @param used what the venue says this address has used within its present minute
    public synchronized void venueSaysUsed(int used) {
        long left = (long) (weightPerMinute * ENOUGH) - used;
        long excess = bucket.getAvailableTokens() - Math.max(0, left);
        if (excess > 0) {
            bucket.tryConsumeAsMuchAsPossible(excess);
        }
        if (left <= 0) {
            long nextMinute = (time.instant().getEpochSecond() / 60 + 1) * 60;
            heldUntil = Instant.ofEpochSecond(nextMinute + 1);
        }
    }

    /// Divides the venue's limit by the number of processes that share it.
    public synchronized void shareAmong(int members) {
        store = storeOf(members);
        BucketConfiguration shared = BucketConfiguration.builder().addLimit(BandwidthBuilder.builder().capacity(store)
                .refillGreedy(refillOf(members), Duration.ofMinutes(1)).build()).build();
        bucket.replaceConfiguration(shared, TokensInheritanceStrategy.PROPORTIONALLY);
    }

    /// What could be taken at this moment by the most urgent work.
    public long available() {
        return bucket.getAvailableTokens();
    }

    private long storeOf(int members) {
        return share(STORE, members);
    }

    private long refillOf(int members) {
        return share(REFILL, members);
    }

    private long share(double part, int members) {
        if (members < 1) {
            throw new IllegalArgumentException("members must be at least 1, but was " + members);
        }
        return Math.max(1, (long) (weightPerMinute * part / members));
    }

    /// The bucket's view of our clock.
    private record Meter(InstantSource time) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = time.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
