package io.cryptodata.producers.status;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// How one venue stands.
///
/// @param unavailableSince since when (our own clock) it does not answer as it should; null while it does
/// @param reason why; null while it answers
/// @param venueTime the venue's clock as last seen; null before the first answer
public record VenueStatus(String exchange, @Nullable Instant unavailableSince, @Nullable String reason,
        @Nullable Instant venueTime) {
    /// A venue that was not asked yet.
    public static VenueStatus notAsked(String exchange) {
        return new VenueStatus(exchange, null, null, null);
    }

    /// Whether it has answered or failed to, at least once.
    public boolean isAsked() {
        return unavailableSince != null || venueTime != null;
    }

    public boolean isOk() {
        return unavailableSince == null;
    }

    /// It answered.
    public VenueStatus answered(Instant clock) {
        return new VenueStatus(exchange, null, null, clock);
    }

    /// It did not, for a reason.
    public VenueStatus failed(String why, Instant wallTime) {
        return new VenueStatus(exchange, unavailableSince == null ? wallTime : unavailableSince, why, venueTime);
    }
}
