package io.cryptodata.producers.clock;

import io.cryptodata.domain.clock.ClockReading;
import io.cryptodata.domain.clock.ClockRules;
import io.cryptodata.domain.clock.OwnClock;
import io.cryptodata.domain.clock.VenueClock;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.ratelimit.WallTime;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// The clock of one venue: every reading is compared with the last one and with our own clock before anything relies on it;
/// see [VenueClock]. Safe for many threads.
public final class GuardedClock {
    private final WallTime time;
    private final OwnClock own;
    private final int confirmations;
    private VenueClock clock;
    private @Nullable ClockReading last;
    private @Nullable Refused refused;

    /// @param since the monotonic time of the first of the readings in a row that are not believed
    /// @param reason that of the last one
    private record Refused(Duration since, String reason) {}

    public GuardedClock(WallTime time, ClockRules rules) {
        this.time = time;
        this.own = new OwnClock(time.instant(), time.elapsed());
        this.confirmations = rules.confirmations();
        this.clock = VenueClock.unread(rules);
    }

    /// Reads the clock. The first reading is repeated at once if only further ones can confirm it.
    ///
    /// @return a failure also if the reading is not believed
    public Fetch<Instant> read(Supplier<Fetch<Instant>> request) {
        Fetch<Instant> result = checked(request.get());
        for (int i = 1; i < confirmations && isUnconfirmed(); i++) {
            result = checked(request.get());
        }
        return result;
    }

    /// Whether a time that a response mentions agrees with our clock and with the last reading.
    public synchronized boolean isCredible(Instant venueTime) {
        return clock.isCredible(reading(venueTime));
    }

    /// The time since a fixed moment in the past.
    public Duration elapsed() {
        return time.elapsed();
    }

    /// How far the venue's clock was ahead of ours at the last reading, believed or not; null before the first.
    public synchronized @Nullable Duration skew() {
        return last == null ? null : last.skew();
    }

    /// Why no reading has been believed for at least so long, or why the last one is doubtful; null if there is no reason.
    public synchronized @Nullable String problem(Duration lasting) {
        if (refused == null) {
            return last == null ? null : clock.warning(last);
        }
        return time.elapsed().minus(refused.since).compareTo(lasting) >= 0 ? refused.reason : null;
    }

    private synchronized boolean isUnconfirmed() {
        return clock.isUnconfirmed();
    }

    private Fetch<Instant> checked(Fetch<Instant> response) {
        return response instanceof Fetch.Ok<Instant>(Instant venueTime) ? judge(venueTime) : response;
    }

    private synchronized Fetch<Instant> judge(Instant venueTime) {
        ClockReading reading = reading(venueTime);
        VenueClock.Step step = clock.read(reading);
        clock = step.clock();
        last = reading;
        String refusal = step.refusal();
        if (refusal == null) {
            refused = null;
            return new Fetch.Ok<>(venueTime);
        }
        refused = new Refused(refused == null ? reading.elapsed() : refused.since, refusal);
        return Fetch.failed(new Failure.Unavailable(refusal));
    }

    private ClockReading reading(Instant venueTime) {
        Duration elapsed = time.elapsed();
        return new ClockReading(venueTime, own.latest(time.instant(), elapsed), elapsed);
    }
}
