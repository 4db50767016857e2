package io.cryptodata.simulator.faults;

import io.cryptodata.simulator.market.EventRates;
import io.cryptodata.simulator.market.SeededRandom;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/// How many faults a simulation has, derived from one seed: faults of requests, lasting faults and events of markets, revised
/// rows and skewed clocks.
///
/// @param faults share of the requests that meet a fault, 0 to 0.9
/// @param events share of the markets with an event, 0 to 1
/// @param revisions share of the hours whose row is revised after its close, 0 to 1
/// @param skew maximum skew of a venue's clock, in either direction
/// @param length duration in simulated time; no fault occurs later, so that everything can be repaired
/// @param stall how long a stalled response takes, in wall time
/// @param lasting share of the markets with a lasting fault, for each kind, 0 to 1
/// @param kinds the kinds of faults of requests that occur
public record FaultProfile(long seed, double faults, double events, double revisions, Duration skew, Duration length,
        Duration stall, double lasting, Set<FaultKind> kinds) {
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);
    private static final Duration MONTH = Duration.ofDays(30);
    /// longer than any client's timeout
    private static final Duration STALL = Duration.ofSeconds(35);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration MAX_SHIFT = Duration.ofMinutes(30);

    public FaultProfile {
        if (skew.isNegative() || skew.compareTo(Duration.ofMinutes(30)) > 0 || length.isNegative()) {
            throw new IllegalArgumentException("clock skew must be between 0 and 30 minutes and the length must not be "
                    + "negative, but was " + skew + " and " + length);
        }
        kinds = Set.copyOf(kinds);
    }

    public static FaultProfile none() {
        return new FaultProfile(0, 0, 0, 0, Duration.ZERO, Duration.ZERO, STALL, 0, ALL);
    }

    /// A bad day: 3 % of the requests meet a fault.
    public static FaultProfile some(long seed) {
        return new FaultProfile(seed, 0.03, 0.1, 0.02, SKEW, MONTH, STALL, 0.03, ALL);
    }

    /// The worst day: 15 % of the requests meet a fault.
    public static FaultProfile many(long seed) {
        return new FaultProfile(seed, 0.15, 0.4, 0.1, SKEW, MONTH, STALL, 0.15, ALL);
    }

    public FaultProfile withLength(Duration other) {
        return new FaultProfile(seed, faults, events, revisions, skew, other, stall, lasting, kinds);
    }

    public FaultProfile withStall(Duration other) {
        return new FaultProfile(seed, faults, events, revisions, skew, length, other, lasting, kinds);
    }

    public FaultProfile withFaultRate(double rate) {
        return new FaultProfile(seed, rate, events, revisions, skew, length, stall, lasting, kinds);
    }

    public FaultProfile withLasting(double share) {
        return new FaultProfile(seed, faults, events, revisions, skew, length, stall, share, kinds);
    }

    public FaultProfile without(Set<FaultKind> others) {
        Set<FaultKind> left = new HashSet<>(kinds);
        left.removeAll(others);
        return new FaultProfile(seed, faults, events, revisions, skew, length, stall, lasting, left);
    }

    /// The events of markets from `start` on.
    public EventRates eventRates(Instant start) {
        return new EventRates(seed, events, revisions, start, start.plus(length));
    }

    /// The faults of requests from `start` on. A lasting fault can withhold a market's rows once.
    public FaultRules faultRules(Instant start) {
        return new FaultRules(seed, faults, start.plus(length), stall,
                lasting > 0 ? FaultRules.MAX_WITHHELD - 1 : FaultRules.MAX_WITHHELD,
                kinds);
    }

    /// The lasting faults of markets from `start` on.
    public LastingRules lastingRules(Instant start) {
        return new LastingRules(seed, lasting, start, start.plus(length));
    }

    /// How much newer a page of CoinGecko's coins is than the first page. Pages come from caches of different age, so that a
    /// coin can be on two pages or on none. Zero without faults.
    ///
    /// @param page from 1
    public Duration shiftOfPage(int page) {
        return faults == 0 || page == 1
                ? Duration.ZERO
                : Duration.ofMillis(new SeededRandom(seed).branch("pages").between(page, 0, MAX_SHIFT.toMillis()));
    }

    /// The constant skew of a venue's clock; positive if it is fast.
    public Duration skewOf(String exchange) {
        return Duration.ofMillis(new SeededRandom(seed).branch("clock").branch(exchange).between(0, -skew.toMillis(),
                skew.toMillis()));
    }
}
