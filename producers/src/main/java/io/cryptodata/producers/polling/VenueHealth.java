package io.cryptodata.producers.polling;

import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.status.VenueStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;

/// Whether a venue is available, its clock as last read, and until when no request may be sent. Safe for many threads.
final class VenueHealth {
    private static final Logger LOG = LoggerFactory.getLogger(VenueHealth.class);

    private final WallTime time;
    private VenueStatus status;
    private Duration pausedUntil = Duration.ZERO;
    private Duration readAt = Duration.ZERO;

    VenueHealth(String exchange, WallTime time) {
        this.time = time;
        this.status = VenueStatus.notPolled(exchange);
    }

    synchronized VenueStatus status() {
        return status;
    }

    /// The venue's clock as last read; null before that.
    @Nullable
    Instant venueTime() {
        return status().venueTime();
    }

    /// The venue's clock now, which is assumed to have advanced as ours did since it was read; null before that.
    synchronized @Nullable Instant venueTimeNow() {
        Instant read = status.venueTime();
        return read == null ? null : read.plus(time.elapsed().minus(readAt));
    }

    synchronized boolean isPaused() {
        return time.elapsed().compareTo(pausedUntil) < 0;
    }

    synchronized void available(Instant venueTime) {
        if (!status.isOk()) {
            LOG.info("{} is available again", status.exchange());
        }
        status = status.available(venueTime);
        readAt = time.elapsed();
    }

    /// A request for the venue's clock failed.
    void failed(Failure failure) {
        if (failure.pause().isPositive()) {
            pause(failure.pause(), failure.reason());
        } else {
            unavailable(failure.describe());
        }
    }

    /// The venue demands a pause. Of overlapping pauses the one that ends last counts.
    synchronized void pause(Duration pause, String reason) {
        if (pause.isPositive()) {
            Duration until = time.elapsed().plus(pause);
            pausedUntil = until.compareTo(pausedUntil) > 0 ? until : pausedUntil;
            unavailable("paused for " + pause + ": " + reason);
        }
    }

    private synchronized void unavailable(String reason) {
        if (status.isOk()) {
            LOG.warn("{} is unavailable: {}", status.exchange(), reason);
        }
        status = status.failed(reason, time.instant());
    }
}
