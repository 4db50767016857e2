package io.cryptodata.domain.candle;

import java.time.Instant;
import java.util.List;

/// What became of one page of rows.
public sealed interface PageVerdict {
    /// The page answers what was asked.
    ///
    /// @param accepted oldest first, one per hour
    /// @param unfinished rows of hours that are not closed yet
    /// @param superseded rows that a later row of the same page replaced
    /// @param longNumbers numbers with more digits than a double keeps exactly
    /// @param coveredTo end (exclusive, an epoch hour) of the hours that the page speaks for: an hour before it that
    ///        is not among the accepted ones is not there
    record Judged(List<Candle> accepted, List<Verdict.Quarantined> quarantined, int unfinished, int superseded,
            int longNumbers, long coveredTo) implements PageVerdict {
        public Judged {
            accepted = List.copyOf(accepted);
            quarantined = List.copyOf(quarantined);
        }

        /// Whether a row opens after the venue's clock as it was before the request. The hour may have begun while the
        /// request was under way, so that only a clock that is read after the answer can say that it is invented.
        public boolean claimsTheFuture() {
            return quarantined.stream().anyMatch(bad -> bad.reason() == QuarantineReason.FUTURE);
        }

        /// The same, with hours that have begun by `venueTime` unfinished and no longer in the future.
        ///
        /// @param venueTime the venue's clock, read after the answer was there
        public Judged knowing(Instant venueTime) {
            return having(quarantined.stream().filter(row -> row.reason() != QuarantineReason.FUTURE
                    || row.openTime() > venueTime.toEpochMilli()).toList());
        }

        /// The same, when nobody can say whether the hours that seem to be in the future have begun: they are left for a
        /// later page, and what is proven stands.
        public Judged leavingTheFutureOpen() {
            return having(quarantined.stream().filter(row -> row.reason() != QuarantineReason.FUTURE).toList());
        }

        private Judged having(List<Verdict.Quarantined> bad) {
            return new Judged(accepted, bad, unfinished + quarantined.size() - bad.size(), superseded, longNumbers,
                    coveredTo);
        }
    }

    /// The venue answered another question than the one asked: nothing of the page may be used.
    record Invalid(String reason) implements PageVerdict {}
}
