package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.service.logging.MarketLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC.MDCCloseable;

import java.time.Duration;
import java.time.Instant;

/// Does queued work: one page of one market at a time, most urgent first. A market with more work is queued again.
record PageWorker(PageQueue queue, PolledMarkets markets, LedgerStore ledgers, VenueHealth health,
        PollScheduler scheduler, Steps steps, PollRules rules, VenueCounts counts, WallTime time) {
    private static final Logger LOG = LoggerFactory.getLogger(PageWorker.class);

    /// The two kinds of step.
    record Steps(FirstHourStep firstHour, PageStep page) {}

    /// Takes the most urgent page of a lane, waiting at most `timeout` for one, and works on it.
    ///
    /// @return false if there was none
    boolean work(Lane lane, Duration timeout) throws InterruptedException {
        PolledMarket market = queue.next(lane, timeout);
        if (market == null) {
            return false;
        }
        Instant venueTime = health.venueTime();
        boolean more = false;
        try (MDCCloseable _ = MarketLog.about(market.market().market().key())) {
            more = venueTime != null && markets.contains(market) && !health.isPaused() && step(market, venueTime);
        } finally {
            market.release();
        }
        if (more && venueTime != null) {
            scheduler.offer(market, venueTime);
        }
        return true;
    }

    /// @return whether more may be due immediately
    private boolean step(PolledMarket market, Instant venueTime) {
        Ledger ledger = ledgers.of(market.market().market());
        if (!(rules.nextWork(ledger, venueTime) instanceof Work.Due due)) {
            market.update(state -> state.idle(ledger));
            return false;
        }
        StepResult result = run(market.state(), ledger, due, venueTime);
        String errorBefore = market.state().lastError();
        Duration now = time.elapsed();
        market.update(before -> before.after(result, due, venueTime, now, rules));
        if (result instanceof StepResult.Failed(String reason, Duration pause, _)) {
            counts.stepFailed();
            if (!reason.equals(errorBefore)) {
                LOG.warn("{}: {}", ledger.market(), reason);
            }
            health.pause(pause, reason);
        }
        return result instanceof StepResult.Progress;
    }

    private StepResult run(MarketPollState state, Ledger ledger, Work.Due due, Instant venueTime) {
        try {
            return switch (due) {
                case Work.FindFirstHour find -> steps.firstHour.run(state.market(), ledger, find, venueTime);
                case Work.FetchHours fetch -> steps.page.run(state.market().listing(), ledger,
                        state.isNarrowed(fetch.priority()) ? ledger.narrowed(fetch) : fetch, venueTime);
            };
        } catch (RuntimeException e) {
            // a bug that shows in one market must not stop the others
            LOG.error("{}: {} failed", ledger.market(), due, e);
            return StepResult.failed("internal error: " + e);
        }
    }
}
