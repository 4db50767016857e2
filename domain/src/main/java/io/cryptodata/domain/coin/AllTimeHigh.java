package io.cryptodata.domain.coin;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/// Compares a coin with its all-time high. Unknown results are null, never 0 or false.
final class AllTimeHigh {
    /// for dates in another zone, or by a faster clock than ours
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private AllTimeHigh() {}

    /// Whole days of 24 hours from the all-time high to the snapshot. A date up to a day ahead counts as today; one
    /// further ahead gives null.
    static @Nullable Integer daysSince(@Nullable Instant athDate, Instant snapshot) {
        if (athDate == null || athDate.isAfter(snapshot.plus(AHEAD))) {
            return null;
        }
        return (int) Math.max(0, Duration.between(athDate, snapshot).toDays());
    }

    /// Whether the price is at most `percent` percent below the all-time high; above it counts. Compared as decimal
    /// numbers, so that a price exactly at the border is within it.
    static @Nullable Boolean isWithin(int percent, @Nullable Double close, @Nullable Double ath) {
        if (close == null || ath == null || ath <= 0) {
            return null;
        }
        BigDecimal border = BigDecimal.valueOf(ath).multiply(BigDecimal.valueOf(100L - percent));
        return BigDecimal.valueOf(close).multiply(HUNDRED).compareTo(border) >= 0;
    }
}
