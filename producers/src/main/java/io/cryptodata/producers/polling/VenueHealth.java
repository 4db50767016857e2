package io.cryptodata.producers.polling;

import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.status.VenueStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Whether a venue answers, what its clock says, and until when it wants to be left alone. Safe for many threads.
final class VenueHealth {
    private static final Logger LOG = LoggerFactory.getLogger(VenueHealth.class);

    private final InstantSource wallClock;
    private VenueStatus status;
    private Instant pausedUntil = Instant.MIN;

    VenueHealth(String exchange, InstantSource wallClock) {
        this.wallClock = wallClock;
        this.status = VenueStatus.notAsked(exchange);
    }

    synchronized VenueStatus status() {
        return status;
    }

    /// The venue's clock as last seen; null before the first answer.
    @Nullable
    Instant venueTime() {
        return status().venueTime();
    }

    synchronized boolean isPaused() {
        return wallClock.instant().isBefore(pausedUntil);
    }

    synchronized void answered(Instant venueTime) {
        if (!status.isOk()) {
            LOG.info("{} answers again", status.exchange());
        }
        status = status.answered(venueTime);
    }

    /// The venue did not say what it was asked for.
    void failed(Failure failure) {
        if (failure.pause().isPositive()) {
            pause(failure.pause(), failure.reason());
        } else {
            unavailable(failure.describe());
        }
    }

    /// The venue wants to be left alone. A longer pause wins over a shorter one.
    synchronized void pause(Duration pause, String reason) {
        if (pause.isPositive()) {
            Instant until = wallClock.instant().plus(pause);
            pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
            unavailable("left alone for " + pause + ": " + reason);
        }
    }

    private synchronized void unavailable(String reason) {
        if (status.isOk()) {
            LOG.warn("{} is unavailable: {}", status.exchange(), reason);
        }
        status = status.failed(reason, wallClock.instant());
    }
}
