package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.CandleRules;
import io.cryptodata.domain.candle.PageRules;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.clock.ClockRules;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.LedgerRules;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.clock.GuardedClock;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.ledger.LedgerLimit;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.ratelimit.SteppedTime;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.service.metrics.MeterNames;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One market of one venue in memory, polled step by step.
final class PollerRig {
    static final Market BTC = new Market("binance", "BTC/USDT");
    static final long H = Timeframe.epochHourOf(Instant.parse("2026-01-01T00:00:00Z"));
    static final Duration SETTLE = Duration.ofSeconds(5);
    static final PollRules RULES = new PollRules(new PageRules(new CandleRules(SETTLE), Duration.ofMinutes(2)),
            LedgerRules.DEFAULT, Duration.ofMillis(200), 4);

    final FakeVenue venue;
    final MeterRegistry meters = MeterNames.strictRegistry();
    LedgerStore ledgers = new LedgerStore();
    FakePublisher topic = new FakePublisher(ledgers);
    /// our own clock as long as it is right: it advances with the time that passes
    Instant wallTime = Instant.parse("2026-06-01T00:00:00Z");
    /// by how much our own clock is wrong
    Duration clockError = Duration.ZERO;
    @Nullable
    Instant expectedFrom;
    private MarketState state = MarketState.LIVE;
    private VenuePoller poller;

    PollerRig(Instant clock) {
        venue = new FakeVenue(clock);
        venue.maxRows = 100;
        venue.list(BTC);
        poller = newPoller();
    }

    /// Runs rounds and pages until nothing is due; a second of wall time passes between rounds.
    void settle() throws InterruptedException {
        for (int round = 0; round < 10; round++) {
            wallTime = wallTime.plusSeconds(1);
            poller.round();
            drain();
        }
        wallTime = wallTime.plusSeconds(31);
    }

    void settleAt(Instant venueTime) throws InterruptedException {
        venue.setClock(venueTime);
        settle();
    }

    /// Runs one round at this venue time, and all pages that it queues.
    void roundAt(Instant venueTime) throws InterruptedException {
        venue.setClock(venueTime);
        poller.round();
        drain();
    }

    private void drain() throws InterruptedException {
        while (poller.work(Lane.NEWEST_SPOT, Duration.ZERO) || poller.work(Lane.OLDER_SPOT, Duration.ZERO)) {
            wallTime = wallTime.plusMillis(1);
        }
    }

    /// Replaces the poller by that of a new process, which starts from the ledger published last.
    void restart() {
        Ledger stored = topic.published.isEmpty() ? null : topic.published.getLast().after();
        FakePublisher before = topic;
        ledgers = new LedgerStore();
        topic = new FakePublisher(ledgers);
        topic.published.addAll(before.published);
        if (stored != null) {
            ledgers.commit(LedgerRecords.fromAvro(LedgerRecords.toAvro(stored)));
        }
        poller = newPoller();
    }

    /// The market is listed in another state, two minutes later.
    void relist(MarketState changed) {
        state = changed;
        wallTime = wallTime.plus(Duration.ofMinutes(2));
    }

    VenuePoller poller() {
        return poller;
    }

    Ledger ledger() {
        return ledgers.of(BTC);
    }

    List<Candle> versionsOf(long hour) {
        return topic.published.stream().flatMap(page -> page.candles().stream())
                .filter(candle -> candle.openTime().equals(Timeframe.instantOf(hour))).toList();
    }

    int requests() {
        return venue.requests.size();
    }

    double count(String meter) {
        return meters.get(meter).functionCounter().count();
    }

    /// The venue's clock at which `hour` is closed and settled.
    static Instant closed(long hour) {
        return Timeframe.instantOf(hour + 1).plus(SETTLE);
    }

    static Fetch<CandlePage> page(@Nullable Instant windowEnd, List<RawCandle> rows) {
        return new Fetch.Ok<>(new CandlePage(rows, Instant.EPOCH, Instant.EPOCH, windowEnd));
    }

    /// Access to a venue whose clock may be two minutes ahead of ours.
    static VenueAccess access(ExchangeClient venue, WallTime time) {
        return new VenueAccess(venue, new DirectRunner(),
                new GuardedClock(time, ClockRules.within(Duration.ofMinutes(2))));
    }

    /// Replaces the ledgers by a store that limits them by our clock, and the poller by that of a new process.
    void restartWith(Ledger stored) {
        ledgers = new LedgerStore(new LedgerLimit(time(), Duration.ofMinutes(2)));
        ledgers.commit(stored);
        topic = new FakePublisher(ledgers);
        poller = newPoller();
    }

    private WallTime time() {
        return new SteppedTime(() -> wallTime, () -> wallTime.plus(clockError));
    }

    private VenuePoller newPoller() {
        WallTime time = time();
        return withMeters(new VenuePoller("binance", access(venue, time),
                () -> List.of(new TrackedMarket(Listing.of(BTC, "BTCUSDT", true, ""), state, expectedFrom, null)),
                new VenuePoller.Output(topic, ledgers), RULES, time), meters);
    }

    /// The poller, with its meters in place of those of an earlier one.
    static VenuePoller withMeters(VenuePoller poller, MeterRegistry meters) {
        meters.clear();
        ProducerMetrics.bind(poller, meters);
        return poller;
    }
}
