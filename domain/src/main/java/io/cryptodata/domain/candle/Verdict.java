package io.cryptodata.domain.candle;

import org.jspecify.annotations.Nullable;

/// The verdict about one row that a venue served.
public sealed interface Verdict {
    /// The hour is closed and the row is valid.
    ///
    /// @param longNumbers how many of its five numbers have more digits than a double keeps exactly
    record Accepted(Candle candle, int longNumbers) implements Verdict {}

    /// The hour or its settle delay is still in progress by the venue's clock: expected, the row is ignored.
    ///
    /// @param epochHour hours since 1970-01-01T00Z of its open time
    record Unfinished(long epochHour) implements Verdict {}

    /// The row is rejected.
    ///
    /// @param openTime in milliseconds; null if the row has no valid time, so that it is about no known hour
    /// @param detail what was expected and what was served
    record Quarantined(@Nullable Long openTime, QuarantineReason reason, String detail, String excerpt)
            implements
                Verdict {
        private static final long FIRST_FACTOR = 1_099_511_628_211L;
        private static final long LONGEST_HASH = (1L << 47) - 1;

        /// What identifies the row, so that it is not quarantined twice: its open time, or a negative hash of its excerpt
        /// if it has none or is a row of the future, which is no evidence about the hour that it names. It is stored on the
        /// topic `ledger`, so the algorithm must never change.
        public long id() {
            return openTime != null && reason != QuarantineReason.FUTURE
                    ? openTime
                    : -1 - (hash(excerpt) & LONGEST_HASH);
        }

        private static long hash(String text) {
            long hash = 0;
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * FIRST_FACTOR + 1;
            }
            return hash ^ hash >>> 32;
        }
    }
}
