package io.cryptodata.allinone.fire;

import io.cryptodata.producers.venue.WallTime;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/// Wall time of a hurried world: all that waits, and all that counts what was asked within a minute, lives in minutes that are
/// some seconds long. Venue and producers must live in the same.
final class HastyTime implements WallTime {
    /// How many of its seconds are in a second. Ten, so that a venue's limits can still be reached: what takes processor time
    /// is not hurried.
    static final int HASTE = 10;

    private final LongSupplier nanos;
    private final Instant began;
    private final long beganAt;

    /// @param began what it says at first
    HastyTime(Instant began, LongSupplier nanos) {
        this.nanos = nanos;
        this.began = began;
        this.beganAt = nanos.getAsLong();
    }

    static HastyTime fromNow() {
        return new HastyTime(Instant.now(), System::nanoTime);
    }

    @Override
    public Instant instant() {
        return began.plusNanos((nanos.getAsLong() - beganAt) * HASTE);
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        Thread.sleep(length.dividedBy(HASTE));
    }
}
