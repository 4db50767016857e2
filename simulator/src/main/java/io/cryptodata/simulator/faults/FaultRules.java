package io.cryptodata.simulator.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// How many requests meet a fault, and until when.
///
/// @param seed the same requests, repeated as often, meet the same faults
/// @param rate share of the requests that meet a fault, 0 to 0.9
/// @param end no fault occurs later, by the venue's clock, so that everything can be repaired
/// @param stall how long a stalled response takes, in wall time
/// @param withheld how often rows of one market are withheld, in total
/// @param kinds the kinds that occur
public record FaultRules(long seed, double rate, Instant end, Duration stall, int withheld, Set<FaultKind> kinds) {
    /// A client that confirms an hour as empty after three empty pages never confirms an hour that has a row.
    static final int MAX_WITHHELD = 2;

    public FaultRules {
        if (!(rate >= 0 && rate <= 0.9)) {
            throw new IllegalArgumentException("the fault rate must be between 0 and 0.9, but was " + rate);
        }
        if (stall.isNegative() || stall.isZero()) {
            throw new IllegalArgumentException("a stall must be longer than zero, but was " + stall);
        }
        kinds = Set.copyOf(kinds);
    }

    /// With all kinds.
    public FaultRules(long seed, double rate, Instant end, Duration stall) {
        this(seed, rate, end, stall, MAX_WITHHELD, EnumSet.allOf(FaultKind.class));
    }
}
