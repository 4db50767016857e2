package io.cryptodata.domain.candle;

import java.time.Instant;
import java.util.List;

/// The verdict about one page of rows.
public sealed interface PageVerdict {
    /// The page matches the request.
    ///
    /// @param accepted oldest first, one per hour
    /// @param unfinished rows of hours that are not closed yet
    /// @param superseded rows that a later row of the same page replaced
    /// @param longNumbers numbers with more digits than a double keeps exactly
    /// @param coveredTo end (exclusive, an epoch hour) of the hours for which the page is evidence: an hour before it that
    ///        is not among the accepted ones is absent
    record Judged(List<Candle> accepted, List<Verdict.Quarantined> quarantined, int unfinished, int superseded,
            int longNumbers, long coveredTo) implements PageVerdict {
        public Judged {
            accepted = List.copyOf(accepted);
            quarantined = List.copyOf(quarantined);
        }

        /// Whether a row opens after the venue's clock as it was before the request. The hour may have started during the
        /// request, so that only a clock that is read after the response can prove that the row is wrong.
        public boolean hasFutureRows() {
            return quarantined.stream().anyMatch(bad -> bad.reason() == QuarantineReason.FUTURE);
        }

        /// Whether a rejected row has no valid time: it may be the row of any requested hour, so that no hour which the page
        /// lacks is one that the venue does not have.
        public boolean hasUnplacedRows() {
            return quarantined.stream().anyMatch(bad -> bad.openTime() == null);
        }

        /// The same, with the hours that have started by `venueTime` counted as unfinished instead of quarantined.
        ///
        /// @param venueTime the venue's clock, read after the response
        public Judged rejudgedAt(Instant venueTime) {
            return withQuarantined(quarantined.stream().filter(row -> row.reason() != QuarantineReason.FUTURE
                    || row.openTime() == null || row.openTime() > venueTime.toEpochMilli()).toList());
        }

        /// The same, with the future rows counted as unfinished, for use when the venue's clock cannot be read again: a
        /// later page decides about them.
        public Judged withoutFutureRows() {
            return withQuarantined(
                    quarantined.stream().filter(row -> row.reason() != QuarantineReason.FUTURE).toList());
        }

        private Judged withQuarantined(List<Verdict.Quarantined> bad) {
            return new Judged(accepted, bad, unfinished + quarantined.size() - bad.size(), superseded, longNumbers,
                    coveredTo);
        }
    }

    /// The page does not match the request: no row of it may be used.
    record Invalid(String reason) implements PageVerdict {}
}
