package io.cryptodata.domain.ledger;

/// A published hour that will be looked at again.
///
/// @param hour an epoch hour
/// @param fingerprint of the values that were published last
/// @param revision under which they were published
/// @param looks how many of the second looks are done
public record RecentHour(long hour, long fingerprint, int revision, int looks) {
    public RecentHour {
        if (revision < 0 || looks < 0) {
            throw new IllegalArgumentException(
                    "revision and looks must not be negative, but were " + revision + " and " + looks);
        }
    }

    /// After a look that found the same values; looks that are done stay done.
    RecentHour looked(int done) {
        return done > looks ? new RecentHour(hour, fingerprint, revision, done) : this;
    }

    /// After a look that found other values.
    RecentHour revised(long found, int done) {
        return new RecentHour(hour, found, revision + 1, Math.max(looks, done));
    }
}
