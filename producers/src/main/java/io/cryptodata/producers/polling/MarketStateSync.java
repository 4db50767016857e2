package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.publishing.CandlePublisher;
import io.cryptodata.producers.publishing.Publication;
import io.cryptodata.producers.publishing.Publication.RequestTimes;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.service.logging.MarketLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC.MDCCloseable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Keeps the state in a market's ledger in line with its listing: a market that stopped trading becomes HALTED or
/// DELISTED, one that trades again becomes BACKFILLING.
record MarketStateSync(LedgerStore ledgers, CandlePublisher publisher, VenueHealth health, PollRules rules,
        WallTime time) {
    private static final Logger LOG = LoggerFactory.getLogger(MarketStateSync.class);
    private static final Duration BLOCKED = Duration.ofMinutes(1);

    void sync(PolledMarket polled) {
        TrackedMarket market = polled.market();
        Ledger ledger = ledgers.of(market.market());
        Optional<String> problem = ledgers.problem(ledger);
        if (problem.isPresent()) {
            block(polled, problem.get());
            return;
        }
        if (isOutdated(ledger, market) && ledger.updatedAt() != null
                && polled.state().isReady(time.elapsed(), Work.Priority.REPAIR) && polled.claim()) {
            try (MDCCloseable _ = MarketLog.about(market.market().key())) {
                publish(polled, ledger, market.isActive() ? MarketState.BACKFILLING : market.state());
            } finally {
                polled.release();
            }
        }
    }

    /// Until an operator resets the ledger.
    private void block(PolledMarket polled, String problem) {
        Duration now = time.elapsed();
        if (!polled.state().isReady(now, Work.Priority.REPAIR)) {
            return;
        }
        if (polled.state().lastError() == null) {
            try (MDCCloseable _ = MarketLog.about(polled.market().market().key())) {
                LOG.warn("{}", problem);
            }
        }
        polled.update(before -> before.blocked(problem, now.plus(BLOCKED)));
    }

    private static boolean isOutdated(Ledger ledger, TrackedMarket market) {
        boolean stopped = ledger.state() == MarketState.HALTED || ledger.state() == MarketState.DELISTED;
        return market.isActive() ? stopped : ledger.state() != market.state();
    }

    private void publish(PolledMarket polled, Ledger ledger, MarketState state) {
        Instant now = time.instant();
        Instant venueTime = Objects.requireNonNullElse(health.venueTime(), now);
        CandlePublisher.Outcome outcome = publisher.publish(new Publication(ledger, ledger.withState(state), List.of(),
                List.of(), new RequestTimes(now, now, venueTime)));
        switch (outcome) {
            case CandlePublisher.Outcome.Published _ -> LOG.info("{} is now {}", ledger.market(), state);
            case CandlePublisher.Outcome.NotPublished(String reason) -> polled.update(before -> before.after(
                    StepResult.failed(reason), Work.Priority.REPAIR, venueTime, time.elapsed(), rules));
        }
    }
}
