package io.cryptodata.domain.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A published hour that will be looked at again.
///
/// @param hour an epoch hour
/// @param fingerprint of the values that were published last
/// @param revision under which they were published
/// @param looks how many of the second looks are done
/// @param vainLooks on how many different occasions a look by itself did not show the hour since the last that did
/// @param lastVain the venue's clock on the last of them; null if there was none
public record RecentHour(long hour, long fingerprint, int revision, int looks, int vainLooks,
        @Nullable Instant lastVain) {
    public RecentHour {
        if (revision < 0 || looks < 0 || vainLooks < 0) {
            throw new IllegalArgumentException("revision, looks and vain looks must not be negative, but were "
                    + revision + ", " + looks + " and " + vainLooks);
        }
    }

    /// One that was never looked at in vain.
    public RecentHour(long hour, long fingerprint, int revision, int looks) {
        this(hour, fingerprint, revision, looks, 0, null);
    }

    /// After a look that found the same values; looks that are done stay done.
    RecentHour looked(int done) {
        return done > looks ? new RecentHour(hour, fingerprint, revision, done) : this;
    }

    /// After a look that found other values.
    RecentHour revised(long found, int done) {
        return new RecentHour(hour, found, revision + 1, Math.max(looks, done));
    }

    /// After a look by itself that did not show it.
    RecentHour lookedInVain(Instant venueTime, LedgerRules rules) {
        return isAnotherOccasion(venueTime, rules)
                ? new RecentHour(hour, fingerprint, revision, looks, vainLooks + 1, venueTime)
                : this;
    }

    /// Whether a look at `venueTime` is another occasion than the last vain one.
    boolean isAnotherOccasion(Instant venueTime, LedgerRules rules) {
        return lastVain == null || !venueTime.isBefore(lastVain.plus(rules.gapAfter(vainLooks)));
    }
}
