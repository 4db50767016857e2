package io.cryptodata.simulator.faults;

import java.time.Instant;

/// How many markets meet a lasting fault.
///
/// @param seed the same markets meet the same faults
/// @param share of the markets that meet a fault, for each kind, 0 to 1
/// @param start the first hour that can meet one
/// @param end no hour from a day before it on meets one
public record LastingRules(long seed, double share, Instant start, Instant end) {
    public LastingRules {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of markets with a lasting fault must be between 0 and 1, but "
                    + "was " + share);
        }
    }
}
