package io.cryptodata.simulator.plan;

import java.time.Duration;
import java.time.Instant;

/// How much goes wrong with requests, and until when.
///
/// @param seed which requests: the same questions in the same numbers meet the same faults again
/// @param rate the part of the requests that meets a fault, 0 to 1
/// @param calmFrom from then on, by the venue's clock, all goes well, so that everything can be repaired
/// @param silence how long a venue that does not answer says nothing, in wall time
public record FaultRules(long seed, double rate, Instant calmFrom, Duration silence) {
    public FaultRules {
        if (!(rate >= 0 && rate <= 0.9)) {
            throw new IllegalArgumentException("the rate of faults must be between 0 and 0.9, but was " + rate);
        }
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("a silence must be longer than nothing, but was " + silence);
        }
    }
}
