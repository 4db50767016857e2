package io.cryptodata.producers.ledger;

import io.cryptodata.domain.clock.OwnClock;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.LedgerReset;
import io.cryptodata.producers.ratelimit.WallTime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// No ledger may mention a moment after our own clock: such a market would have nothing due until then.
public final class LedgerLimit {
    private final WallTime time;
    private final OwnClock own;
    private final Duration maxSkew;

    /// @param maxSkew how far a venue's clock may be ahead of ours
    public LedgerLimit(WallTime time, Duration maxSkew) {
        this.time = time;
        this.own = new OwnClock(time.instant(), time.elapsed());
        this.maxSkew = maxSkew;
    }

    /// Why a ledger must not be used, and what to do; empty if it may.
    public Optional<String> problem(Ledger ledger) {
        Instant latest = LedgerReset.latestIn(ledger);
        Instant now = own.latest(time.instant(), time.elapsed());
        return latest.isAfter(now.plus(maxSkew))
                ? Optional.of("the ledger of " + ledger.market() + " reaches " + latest + ", after our clock (" + now
                        + "): the market is not polled. If our clock is slow, set it; otherwise run ./cda ledger reset "
                        + ledger.market())
                : Optional.empty();
    }
}
