package io.cryptodata.domain.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A published hour that still has rechecks ahead.
///
/// @param hour an epoch hour
/// @param fingerprint of the values that were published last
/// @param revision under which they were published
/// @param rechecks how many rechecks are done
/// @param unansweredRechecks on how many different occasions a separate request did not return the hour since the last
///        one that did
/// @param lastUnanswered the venue's clock on the last of them; null if there was none
public record RecentHour(long hour, long fingerprint, int revision, int rechecks, int unansweredRechecks,
        @Nullable Instant lastUnanswered) {
    public RecentHour {
        if (revision < 0 || rechecks < 0 || unansweredRechecks < 0) {
            throw new IllegalArgumentException(
                    "revision, rechecks and unanswered rechecks must not be negative, but were "
                            + revision + ", " + rechecks + " and " + unansweredRechecks);
        }
    }

    /// An hour without unanswered rechecks.
    public RecentHour(long hour, long fingerprint, int revision, int rechecks) {
        this(hour, fingerprint, revision, rechecks, 0, null);
    }

    /// After a recheck that found the same values. The number of rechecks never decreases.
    RecentHour unchanged(int done) {
        return done > rechecks ? new RecentHour(hour, fingerprint, revision, done) : this;
    }

    /// After a recheck that found other values.
    RecentHour revised(long found, int done) {
        return new RecentHour(hour, found, revision + 1, Math.max(rechecks, done));
    }

    /// After a separate request that did not return the hour.
    RecentHour unanswered(Instant venueTime, LedgerRules rules) {
        return isNewOccasion(venueTime, rules)
                ? new RecentHour(hour, fingerprint, revision, rechecks, unansweredRechecks + 1, venueTime)
                : this;
    }

    /// Whether a recheck at `venueTime` counts as another occasion than the last unanswered one.
    boolean isNewOccasion(Instant venueTime, LedgerRules rules) {
        return lastUnanswered == null
                || !venueTime.isBefore(lastUnanswered.plus(rules.gapAfter(unansweredRechecks)));
    }
}
