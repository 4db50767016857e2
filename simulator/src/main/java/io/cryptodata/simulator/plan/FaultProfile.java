package io.cryptodata.simulator.plan;

import io.cryptodata.simulator.market.EventRates;
import io.cryptodata.simulator.market.Noise;

import java.time.Duration;
import java.time.Instant;

/// How much trouble a simulation makes, all of it drawn from one seed: faults of requests, events of markets, revised rows,
/// clocks that are wrong.
///
/// @param faults the part of the requests that meets a fault, 0 to 0.9
/// @param events the part of the markets to which something happens, 0 to 1
/// @param revisions the part of the hours whose row is revised after its close, 0 to 1
/// @param skew by how much a venue's clock may be wrong, in either direction
/// @param length how long it lasts in simulated time; afterwards all is calm, so that everything can be repaired
/// @param silence how long a venue that does not answer says nothing, in wall time
public record FaultProfile(long seed, double faults, double events, double revisions, Duration skew, Duration length,
        Duration silence) {
    private static final Duration A_MONTH = Duration.ofDays(30);
    /// longer than anybody waits for an answer
    private static final Duration SILENCE = Duration.ofSeconds(35);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration LONGEST_SHIFT = Duration.ofMinutes(30);

    public FaultProfile {
        if (skew.isNegative() || skew.compareTo(Duration.ofMinutes(30)) > 0 || length.isNegative()) {
            throw new IllegalArgumentException(
                    "clocks may be wrong by up to 30 minutes and unrest must not end before it "
                            + "begins, but was " + skew + " and " + length);
        }
    }

    public static FaultProfile none() {
        return new FaultProfile(0, 0, 0, 0, Duration.ZERO, Duration.ZERO, SILENCE);
    }

    /// A bad day: three requests in a hundred.
    public static FaultProfile some(long seed) {
        return new FaultProfile(seed, 0.03, 0.1, 0.02, SKEW, A_MONTH, SILENCE);
    }

    /// The worst day: fifteen requests in a hundred.
    public static FaultProfile many(long seed) {
        return new FaultProfile(seed, 0.15, 0.4, 0.1, SKEW, A_MONTH, SILENCE);
    }

    public FaultProfile lasting(Duration other) {
        return new FaultProfile(seed, faults, events, revisions, skew, other, silence);
    }

    public FaultProfile withSilence(Duration other) {
        return new FaultProfile(seed, faults, events, revisions, skew, length, other);
    }

    public FaultProfile withFaults(double rate) {
        return new FaultProfile(seed, rate, events, revisions, skew, length, silence);
    }

    /// What happens to markets when it begins at `start`.
    public EventRates happenings(Instant start) {
        return new EventRates(seed, events, revisions, start, start.plus(length));
    }

    /// What goes wrong with requests when it begins at `start`.
    public FaultRules faultRules(Instant start) {
        return new FaultRules(seed, faults, start.plus(length), silence);
    }

    /// How much younger a page of CoinGecko's coins is than its first one: pages come from caches of different age, so that
    /// coins can be on two of them or on none. All are of one age where no request meets a fault.
    ///
    /// @param page 1 is the first
    public Duration shiftOfPage(int page) {
        return faults == 0 || page == 1
                ? Duration.ZERO
                : Duration.ofMillis(new Noise(seed).branch("pages").between(page, 0, LONGEST_SHIFT.toMillis()));
    }

    /// By how much a venue's clock is wrong, always the same for a venue.
    public Duration skewOf(String exchange) {
        return Duration.ofMillis(new Noise(seed).branch("clock").branch(exchange).between(0, -skew.toMillis(),
                skew.toMillis()));
    }
}
