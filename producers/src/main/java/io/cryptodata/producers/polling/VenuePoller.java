package io.cryptodata.producers.polling;

import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.publishing.CandlePublisher;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.universe.TrackedMarkets;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Polls one venue: [PollScheduler] queues what is due, [PageWorker] does it, [VenueReport] reports on it. A market is
/// queued at most once, so the queue is never longer than the universe; one that fails waits by itself and delays no
/// other.
///
/// [#round()] and [#work(Lane, Duration)] are one step each and may be called by one thread or by many.
public final class VenuePoller {
    private final String exchange;
    private final PollScheduler scheduler;
    private final PageWorker worker;
    private final VenueReport report;
    private final VenueCounts counts = new VenueCounts();
    private final AtomicLong requested = new AtomicLong();
    private volatile long served;

    /// Where the results of polling go.
    ///
    /// @param ledgers the committed ledgers, which `publisher` updates
    public record Output(CandlePublisher publisher, LedgerStore ledgers) {}

    public VenuePoller(String exchange, VenueAccess venue, TrackedMarkets universe, Output output, PollRules rules,
            WallTime time) {
        this.exchange = exchange;
        LedgerStore ledgers = output.ledgers;
        VenueHealth health = new VenueHealth(exchange, time);
        PolledMarkets markets = new PolledMarkets(universe);
        PageQueue queue = new PageQueue();
        this.scheduler = new PollScheduler(venue, markets, ledgers, queue, health,
                new MarketStateSync(ledgers, output.publisher, health, rules, time), rules, time);
        this.worker = new PageWorker(queue, markets, ledgers, health, scheduler,
                new PageWorker.Steps(new FirstHourStep(venue, ledgers, counts),
                        new PageStep(venue, output, rules, counts, time)),
                rules, counts, time);
        this.report = new VenueReport(markets, ledgers, health, venue.clock(), rules);
    }

    public String exchange() {
        return exchange;
    }

    /// Queues what is due.
    public void round() {
        long now = requested.get();
        scheduler.round(now > served);
        served = now;
    }

    /// The next round also queues markets that pause after a failed step.
    public void requestRound() {
        requested.incrementAndGet();
    }

    /// Whether a requested round has not ended yet.
    public boolean isRoundRequested() {
        return requested.get() > served;
    }

    /// The delay before the next round.
    public Duration untilNextRound() {
        return scheduler.untilNextRound();
    }

    /// Works on the most urgent page of a lane, waiting at most `timeout` for one.
    ///
    /// @return false if there was none
    /// @throws InterruptedException if the thread is to stop
    public boolean work(Lane lane, Duration timeout) throws InterruptedException {
        return worker.work(lane, timeout);
    }

    public VenueReport report() {
        return report;
    }

    public VenueCounts counts() {
        return counts;
    }
}
