package io.cryptodata.domain.clock;

import java.time.Duration;

/// When a reading of a venue's clock is believed.
///
/// @param maxSkew how far a venue's clock may be ahead of ours: no later reading is ever believed
/// @param maxJump how far a reading may differ from the last one plus the time that has passed
/// @param confirmations how many readings in a row must agree with each other before they replace the last one
/// @param simulatedAfter a clock that is further behind ours is simulated and may run at any speed
public record ClockRules(Duration maxSkew, Duration maxJump, int confirmations, Duration simulatedAfter) {
    public ClockRules {
        if (maxSkew.isNegative() || maxJump.isNegative() || confirmations < 1 || !simulatedAfter.isPositive()) {
            throw new IllegalArgumentException("skew and jump must not be negative, confirmations at least 1 and "
                    + "simulatedAfter positive, but were " + maxSkew + ", " + maxJump + ", " + confirmations + ", "
                    + simulatedAfter);
        }
    }

    /// A jump of more than a minute must be confirmed by three readings; a clock a day behind ours is simulated.
    public static ClockRules within(Duration maxSkew) {
        return new ClockRules(maxSkew, Duration.ofMinutes(1), 3, Duration.ofDays(1));
    }
}
