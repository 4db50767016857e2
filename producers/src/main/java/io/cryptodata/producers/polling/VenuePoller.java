package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.Work;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.status.MarketStatus;
import io.cryptodata.producers.status.VenueStatus;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.publishing.CandlePublisher;
import io.cryptodata.producers.publishing.Publication;
import io.cryptodata.producers.publishing.Publication.RequestTimes;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.producers.universe.TrackedMarkets;
import io.cryptodata.producers.fetch.Fetch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Polls one venue. A round asks the venue's clock and queues every market for which something is due; workers take the
/// most urgent page first and queue its market again as long as there is more. A market is queued at most once, so the
/// queue is never longer than the universe; one that fails waits by itself and holds up nobody.
///
/// [#round()] and [#work(Lane, Duration)] are one step each and may be called by one thread or by many.
public final class VenuePoller {
    private static final Logger LOG = LoggerFactory.getLogger(VenuePoller.class);

    private final VenueAccess venue;
    private final TrackedMarkets universe;
    private final CandlePublisher publisher;
    private final LedgerStore book;
    private final PollRules rules;
    private final ProducerMetrics metrics;
    private final InstantSource wallClock;
    private final FirstHourStep first;
    private final PageStep page;
    private final Map<Market, MarketTrack> tracks = new ConcurrentHashMap<>();
    private final PageQueue queue = new PageQueue();
    private final VenueHealth standing;
    private volatile List<TrackedMarket> followed = List.of();
    private volatile List<MarketTrack> byRank = List.of();

    public VenuePoller(String exchange, VenueAccess venue, TrackedMarkets universe, CandlePublisher publisher,
            LedgerStore book,
            PollRules rules, ProducerMetrics metrics, InstantSource wallClock) {
        this.venue = venue;
        this.universe = universe;
        this.publisher = publisher;
        this.book = book;
        this.rules = rules;
        this.metrics = metrics;
        this.wallClock = wallClock;
        this.first = new FirstHourStep(venue, book, metrics);
        this.page = new PageStep(venue, publisher, book, rules, metrics);
        this.standing = new VenueHealth(exchange, wallClock);
    }

    /// One look at which markets are tracked, then at the venue's clock, and the queue filled with what is due. A venue
    /// of which nothing is tracked here is not asked anything.
    public void round() {
        follow(universe.now());
        if (tracks.isEmpty() || standing.isPaused()) {
            return;
        }
        Fetch<Instant> answer = venue.fetch(venue.client().serverTime(), Work.Priority.LIVE);
        if (answer instanceof Fetch.Ok<Instant>(Instant venueTime)) {
            standing.answered(venueTime);
            tracks.values().forEach(this::keepStanding);
            byRank.forEach(track -> offer(track, venueTime));
        } else {
            answer.asFailure().ifPresent(standing::failed);
        }
    }

    /// How long the next round may be put off: as long as the rules say, but not beyond the moment when the next hour is
    /// settled by the venue's clock, which is taken to run as ours does.
    public Duration untilNextRound() {
        Instant venueTime = standing.venueTime();
        return venueTime == null || !standing.status().isOk()
                ? rules.every()
                : rules.untilNextRound(venueTime);
    }

    /// Takes the most urgent page of a lane, waiting for one at most `patience`, and does it.
    ///
    /// @return false if there was none
    /// @throws InterruptedException if the thread is to stop
    public boolean work(Lane lane, Duration patience) throws InterruptedException {
        MarketTrack track = queue.next(lane, patience);
        if (track == null) {
            return false;
        }
        Instant venueTime = standing.venueTime();
        boolean more = false;
        try {
            more = venueTime != null && isFollowed(track) && !standing.isPaused() && step(track, venueTime);
        } finally {
            track.release();
        }
        if (more && venueTime != null) {
            offer(track, venueTime);
        }
        return true;
    }

    /// Whether the market is still to be fetched here; others may have taken it over since it was queued.
    private boolean isFollowed(MarketTrack track) {
        return tracks.get(track.tracked().market()) == track;
    }

    /// Whether everything the venue has up to its clock as last seen is published. An hour that the venue does not show
    /// although it has been asked counts as one it does not have.
    public boolean caughtUp() {
        Instant venueTime = standing.venueTime();
        boolean follows = followed.equals(universe.now());
        return follows && (tracks.isEmpty() || venueTime != null && standing.status().isOk()
                && tracks.values().stream().allMatch(track -> isCaughtUp(track, venueTime)));
    }

    public VenueStatus status() {
        return standing.status();
    }

    /// How the tracked markets stand, in no order.
    public List<MarketStatus> markets() {
        return tracks.values().stream().map(track -> MarketStatus.of(ledgerOf(track.tracked()), track.lastError()))
                .toList();
    }

    /// How the markets that keep up stand with the newest closed hour; null before the venue's clock is known.
    public @Nullable HourStanding newestHour() {
        Instant venueTime = standing.venueTime();
        if (venueTime == null) {
            return null;
        }
        List<MarketTrack> live = tracks.values().stream().filter(track -> track.tracked().isActive()
                && ledgerOf(track.tracked()).state() == MarketState.LIVE).toList();
        return new HourStanding(rules.closedEnd(venueTime), live.size(),
                live.stream().filter(track -> !isCaughtUp(track, venueTime)).count());
    }

    /// @param closedEnd end (exclusive, an epoch hour) of the hours that are closed and settled
    /// @param live how many markets keep up with the venue
    /// @param lacking how many of them are still to be asked for what has closed
    public record HourStanding(long closedEnd, long live, long lacking) {}

    private void follow(List<TrackedMarket> markets) {
        if (markets == followed) {
            return;
        }
        Set<Market> wanted = new HashSet<>();
        for (TrackedMarket market : markets) {
            wanted.add(market.market());
            tracks.computeIfAbsent(market.market(), _ -> begin(market)).track(market);
        }
        tracks.keySet().stream().filter(market -> !wanted.contains(market)).toList().forEach(market -> {
            tracks.remove(market);
            metrics.unfollow(market);
        });
        followed = markets;
        byRank = tracks.values().stream().sorted(MarketTrack.BY_RANK).toList();
    }

    /// A market that trades no more is HALTED or DELISTED in its ledger too, and one that trades again is not.
    private void keepStanding(MarketTrack track) {
        TrackedMarket market = track.tracked();
        Ledger ledger = ledgerOf(market);
        boolean stopped = ledger.state() == MarketState.HALTED || ledger.state() == MarketState.DELISTED;
        boolean wrong = market.isActive() ? stopped : ledger.state() != market.standing();
        if (wrong && ledger.updatedAt() != null && track.isReady(wallClock.instant(), Work.Priority.REPAIR)
                && track.take()) {
            try {
                restate(track, ledger, market.isActive() ? MarketState.BACKFILLING : market.standing());
            } finally {
                track.release();
            }
        }
    }

    private MarketTrack begin(TrackedMarket market) {
        metrics.follow(market.market(), () -> MarketStatus.of(ledgerOf(market), null).lastClosedSecond());
        return new MarketTrack(market);
    }

    private void restate(MarketTrack track, Ledger ledger, MarketState state) {
        Instant now = wallClock.instant();
        Instant venueTime = Objects.requireNonNullElse(standing.venueTime(), now);
        CandlePublisher.Outcome outcome = publisher.publish(new Publication(ledger, ledger.withState(state), List.of(),
                List.of(), new RequestTimes(now, now, venueTime)));
        switch (outcome) {
            case CandlePublisher.Outcome.Published _ -> LOG.info("{} is {} now", ledger.market(), state);
            case CandlePublisher.Outcome.NotPublished(String reason) ->
                track.noted(Work.Priority.REPAIR, new StepResult.Failed(reason, Duration.ZERO), venueTime, now, rules);
        }
    }

    private void offer(MarketTrack track, Instant venueTime) {
        if (!track.tracked().isListed() || !track.take()) {
            return;
        }
        boolean queued = false;
        if (!(rules.nextWork(ledgerOf(track.tracked()), venueTime) instanceof Work.Due due)) {
            track.nothingDue();
        } else if (track.isReady(wallClock.instant(), due.priority())) {
            queue.add(track, due.priority());
            queued = true;
        }
        if (!queued) {
            track.release();
        }
    }

    /// @return whether there may be more to do at once
    private boolean step(MarketTrack track, Instant venueTime) {
        Ledger ledger = ledgerOf(track.tracked());
        if (!(rules.nextWork(ledger, venueTime) instanceof Work.Due due)) {
            track.nothingDue();
            return false;
        }
        StepResult result = ask(track, ledger, due, venueTime);
        String before = track.lastError();
        track.noted(due.priority(), result, venueTime, wallClock.instant(), rules);
        if (result instanceof StepResult.Failed(String reason, Duration pause)) {
            metrics.failed();
            if (!reason.equals(before)) {
                LOG.warn("{}: {}", ledger.market(), reason);
            }
            standing.pause(pause, reason);
        }
        return result instanceof StepResult.Progress;
    }

    private StepResult ask(MarketTrack track, Ledger ledger, Work.Due due, Instant venueTime) {
        try {
            return switch (due) {
                case Work.FindFirstHour begin -> first.run(track.tracked(), ledger, begin);
                case Work.FetchHours ask -> page.run(track.tracked().listing(), ledger,
                        track.wantsNewestOnly() ? ledger.newestOnly(ask) : ask, venueTime);
            };
        } catch (RuntimeException e) {
            // a mistake of ours in one market must not stop the others
            LOG.error("{}: {} went wrong", ledger.market(), due, e);
            return new StepResult.Failed("internal error: " + e, Duration.ZERO);
        }
    }

    private Ledger ledgerOf(TrackedMarket market) {
        return book.of(market.market()).orElseGet(() -> {
            book.begin(Ledger.empty(market.market()));
            return book.of(market.market()).orElseGet(() -> Ledger.empty(market.market()));
        });
    }

    private boolean isCaughtUp(MarketTrack track, Instant venueTime) {
        if (!track.tracked().isActive()) {
            return true;
        }
        if (track.isTaken()) {
            return false;
        }
        Instant quietAt = track.quietAt();
        boolean quiet = quietAt != null && rules.closedEnd(quietAt) == rules.closedEnd(venueTime);
        return quiet || lacksNothing(rules.nextWork(ledgerOf(track.tracked()), venueTime));
    }

    /// A second look looks at what is published already.
    private static boolean lacksNothing(Work work) {
        return switch (work) {
            case Work.Nothing _ -> true;
            case Work.FindFirstHour _ -> false;
            case Work.FetchHours ask -> ask.priority() == Work.Priority.RECHECK;
        };
    }
}
