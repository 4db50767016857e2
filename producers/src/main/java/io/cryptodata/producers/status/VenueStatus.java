package io.cryptodata.producers.status;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Availability of one venue.
///
/// @param unavailableSince our own clock; null while it is available
/// @param reason why it is unavailable; null while it is available
/// @param venueTime the venue's clock as last read; null before the first response
public record VenueStatus(String exchange, @Nullable Instant unavailableSince, @Nullable String reason,
        @Nullable Instant venueTime) {
    /// A venue before its first request.
    public static VenueStatus notPolled(String exchange) {
        return new VenueStatus(exchange, null, null, null);
    }

    /// Whether a request has succeeded or failed.
    public boolean isPolled() {
        return unavailableSince != null || venueTime != null;
    }

    public boolean isOk() {
        return unavailableSince == null;
    }

    /// After a successful request.
    public VenueStatus available(Instant clock) {
        return new VenueStatus(exchange, null, null, clock);
    }

    /// After a failed request.
    public VenueStatus failed(String why, Instant wallTime) {
        return new VenueStatus(exchange, unavailableSince == null ? wallTime : unavailableSince, why, venueTime);
    }
}
