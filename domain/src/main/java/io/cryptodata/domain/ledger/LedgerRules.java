package io.cryptodata.domain.ledger;

import java.time.Duration;

/// When a silence becomes a fact.
///
/// @param occasionGap how much of the venue's time must lie between two empty answers for both to count
/// @param confirmations how many empty answers make a missing range a confirmed empty one
public record LedgerRules(Duration occasionGap, int confirmations) {
    /// Three empty answers, at least ten minutes apart.
    public static final LedgerRules DEFAULT = new LedgerRules(Duration.ofMinutes(10), 3);

    public LedgerRules {
        if (occasionGap.isNegative()) {
            throw new IllegalArgumentException("occasion gap must not be negative, but was " + occasionGap);
        }
        if (confirmations < 1) {
            throw new IllegalArgumentException("confirmations must be at least 1, but was " + confirmations);
        }
    }
}
