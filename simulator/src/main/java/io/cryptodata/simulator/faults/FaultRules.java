package io.cryptodata.simulator.faults;

import java.time.Duration;
import java.time.Instant;

/// How many requests meet a fault, and until when.
///
/// @param seed the same requests, repeated as often, meet the same faults
/// @param rate share of the requests that meet a fault, 0 to 0.9
/// @param end no fault occurs later, by the venue's clock, so that everything can be repaired
/// @param stall how long a stalled response takes, in wall time
public record FaultRules(long seed, double rate, Instant end, Duration stall) {
    public FaultRules {
        if (!(rate >= 0 && rate <= 0.9)) {
            throw new IllegalArgumentException("the fault rate must be between 0 and 0.9, but was " + rate);
        }
        if (stall.isNegative() || stall.isZero()) {
            throw new IllegalArgumentException("a stall must be longer than zero, but was " + stall);
        }
    }
}
