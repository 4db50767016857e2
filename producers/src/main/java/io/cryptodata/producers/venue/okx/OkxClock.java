package io.cryptodata.producers.venue.okx;

import io.cryptodata.producers.clock.GuardedClock;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// OKX's clock as last read, and therefore which endpoint serves an hour: only the newest 1,440 hours are recent, by the
/// venue's clock, which may be years away from ours and run faster. A reading that is not credible is ignored. Safe for many
/// threads.
final class OkxClock {
    /// older hours are not requested as recent ones; the 440 hours to the limit are how far the clock may advance after it
    /// was read
    private static final Duration RECENT = Duration.ofHours(1000);
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final GuardedClock guard;
    private volatile @Nullable Reading last;

    OkxClock(GuardedClock guard) {
        this.guard = guard;
    }

    /// @param elapsed a monotonic clock when the response arrived
    private record Reading(Instant venue, Duration elapsed) {}

    void record(Instant venue) {
        if (guard.isCredible(venue)) {
            last = new Reading(venue, guard.elapsed());
        }
    }

    /// The venue's time, if its clock runs as ours does; null before it was first read.
    @Nullable
    Instant now() {
        Reading reading = last;
        return reading == null ? null : reading.venue.plus(guard.elapsed().minus(reading.elapsed));
    }

    /// The endpoint for the hours from `from` on: all hours before the clock was first read.
    OkxApi endpointOf(Instant from) {
        Reading reading = last;
        return reading != null && isRecent(from, reading) ? OkxApi.RECENT : OkxApi.HISTORY;
    }

    /// Whether an hour was recent according to a reading so fresh that the clock cannot have advanced far since.
    boolean isSurelyRecent(Instant from) {
        Reading reading = last;
        return reading != null && isRecent(from, reading)
                && guard.elapsed().minus(reading.elapsed).compareTo(FRESH) <= 0;
    }

    private static boolean isRecent(Instant from, Reading reading) {
        return !from.isBefore(reading.venue.minus(RECENT));
    }
}
