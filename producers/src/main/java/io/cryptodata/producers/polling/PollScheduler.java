package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.ratelimit.WallTime;

import java.time.Duration;
import java.time.Instant;

/// Decides what is due: a round reads the venue's clock and queues every market that has work.
///
/// @param states brings a market's state in its ledger in line with the listing
record PollScheduler(VenueAccess venue, PolledMarkets markets, LedgerStore ledgers, PageQueue queue, VenueHealth health,
        MarketStateSync states, PollRules rules, WallTime time) {
    /// Refreshes the markets, reads the venue's clock and queues what is due. Sends no request to a venue without a
    /// market here.
    ///
    /// @param atOnce whether markets that pause after a failed step are queued too
    void round(boolean atOnce) {
        markets.refresh();
        if (markets.isEmpty() || health.isPaused()) {
            return;
        }
        Fetch<Instant> response = venue.venueTime(Work.Priority.LIVE);
        if (response instanceof Fetch.Ok<Instant>(Instant venueTime)) {
            health.available(venueTime);
            markets.byRank().forEach(states::sync);
            markets.byRank().forEach(market -> offer(market, venueTime, atOnce));
        } else {
            response.asFailure().ifPresent(health::failed);
        }
    }

    /// The delay before the next round: as configured, but not beyond the moment when the next hour is settled by the
    /// venue's clock, which is assumed to advance as ours does.
    Duration untilNextRound() {
        Instant venueTime = health.venueTime();
        return venueTime == null || !health.status().isOk() ? rules.every() : rules.untilNextRound(venueTime);
    }

    private boolean isBlocked(PolledMarket market) {
        return ledgers.problem(ledgers.of(market.market().market())).isPresent();
    }

    /// Queues the market if something is due and its pause is over.
    void offer(PolledMarket market, Instant venueTime) {
        offer(market, venueTime, false);
    }

    private void offer(PolledMarket market, Instant venueTime, boolean atOnce) {
        if (!market.market().isListed() || isBlocked(market) || !market.claim()) {
            return;
        }
        boolean queued = false;
        Ledger ledger = ledgers.of(market.market().market());
        if (!(rules.nextWork(ledger, venueTime) instanceof Work.Due due)) {
            market.update(state -> state.idle(ledger));
        } else if (atOnce || market.state().isReady(time.elapsed(), due.priority())) {
            queue.add(market, due.priority());
            queued = true;
        }
        if (!queued) {
            market.release();
        }
    }
}
