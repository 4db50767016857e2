package io.cryptodata.producers.group;

import io.cryptodata.producers.ratelimit.Ticker;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How long this process may use its share of the venues' limits without a sign of the group. A process that was stopped
/// may have been removed from the group and its share given to others: it sends nothing until it has joined again, or has been
/// a member for one session timeout since. Safe for many threads.
public final class Lease {
    private final Duration length;
    private final Ticker time;
    private @Nullable Duration confirmed;
    private @Nullable Duration doubtedSince;

    /// @param length the session timeout
    /// @param time of the machine
    public Lease(Duration length, Ticker time) {
        this.length = length;
        this.time = time;
    }

    /// Whether requests may be sent.
    public synchronized boolean isValid() {
        return confirmed != null && doubtedSince == null && isWithin(confirmed, time.elapsed());
    }

    /// The group has a new generation that includes this process.
    synchronized void begin() {
        confirmed = time.elapsed();
        doubtedSince = null;
    }

    /// The group was polled and the heartbeats are fresh.
    synchronized void extend() {
        Duration now = time.elapsed();
        if (confirmed == null || !isWithin(confirmed, now)) {
            doubtedSince = now;
        } else if (doubtedSince != null && !isWithin(doubtedSince, now)) {
            doubtedSince = null;
        }
        confirmed = now;
    }

    private boolean isWithin(Duration since, Duration now) {
        return now.minus(since).compareTo(length) <= 0;
    }
}
