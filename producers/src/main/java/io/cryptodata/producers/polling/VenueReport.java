package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.MissingCause;
import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.clock.GuardedClock;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.status.MarketStatus;
import io.cryptodata.producers.status.VenueStatus;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reports how far the polling of one venue has got. Reads only.
public final class VenueReport {
    /// a clock that is wrong for a shorter time is not reported
    private static final Duration LASTING = Duration.ofSeconds(30);
    private static final int SHOWN_PROBLEMS = 3;

    private final PolledMarkets markets;
    private final LedgerStore ledgers;
    private final VenueHealth health;
    private final GuardedClock clock;
    private final PollRules rules;

    VenueReport(PolledMarkets markets, LedgerStore ledgers, VenueHealth health, GuardedClock clock,
            PollRules rules) {
        this.markets = markets;
        this.ledgers = ledgers;
        this.health = health;
        this.clock = clock;
        this.rules = rules;
    }

    public VenueStatus status() {
        return health.status();
    }

    /// The status of every polled market, by rank.
    public List<MarketStatus> markets() {
        return markets.byRank().stream().map(PolledMarket::state)
                .map(state -> MarketStatus.of(ledgers.of(state.market().market()), state.lastError())).toList();
    }

    /// Why markets must not be polled, the best ranked ones first.
    public List<String> problems() {
        List<String> all = markets.byRank().stream().map(this::ledgerOf).map(ledgers::problem)
                .flatMap(Optional::stream).toList();
        List<String> shown = new ArrayList<>(all.subList(0, Math.min(all.size(), SHOWN_PROBLEMS)));
        if (all.size() > shown.size()) {
            shown.add(all.size() - shown.size() + " more markets of " + health.status().exchange()
                    + " are not polled because of their ledgers");
        }
        return shown;
    }

    /// Progress with the newest closed hour; null before the venue's clock has been read.
    public @Nullable HourProgress newestHour() {
        Instant venueTime = health.venueTime();
        if (venueTime == null) {
            return null;
        }
        List<PolledMarket> live = markets.byRank().stream().filter(this::isLive).toList();
        return new HourProgress(rules.closedEnd(venueTime), live.size(),
                live.stream().filter(market -> !isCaughtUp(market, venueTime)).count());
    }

    /// Whether everything that the venue had at its last seen clock is published. An hour that the venue does not return
    /// although it was requested counts as one that it does not have, and so do the hours after it that wait for it.
    public boolean isCaughtUp() {
        Instant venueTime = health.venueTime();
        return markets.isCurrent() && (markets.isEmpty() || venueTime != null && health.status().isOk()
                && markets.byRank().stream().allMatch(market -> isCaughtUp(market, venueTime)));
    }

    /// Open time of the newest published hour, in seconds since 1970-01-01T00Z, of the LIVE market that is furthest
    /// behind; NaN without one.
    double lastClosedSecond() {
        return markets.byRank().stream().filter(this::isLive).map(this::ledgerOf)
                .mapToDouble(ledger -> MarketStatus.of(ledger, null).lastClosedSecond()).min().orElse(Double.NaN);
    }

    /// How long the newest hour of the venue is overdue; NaN without a live market, and before the venue's clock is read.
    double overdueSeconds() {
        Instant venueTime = health.venueTimeNow();
        OptionalLong newest = markets.byRank().stream().filter(this::isLive).map(this::ledgerOf)
                .map(Ledger::newestPresent).flatMapToLong(OptionalLong::stream).max();
        return venueTime == null || newest.isEmpty()
                ? Double.NaN
                : Math.max(0, Duration.between(Timeframe.instantOf(newest.getAsLong() + 2), rules.settled(venueTime))
                        .toSeconds());
    }

    /// 1 while the venue responds, 0 while it does not; NaN before the first request.
    double availability() {
        VenueStatus now = status();
        return !now.isPolled() ? Double.NaN : now.isOk() ? 1 : 0;
    }

    /// How many live markets have not been polled for the newest closed hour; NaN before the venue's clock is read.
    double lackingMarkets() {
        HourProgress newest = newestHour();
        return newest == null ? Double.NaN : newest.lacking();
    }

    /// How many polled markets have this state.
    double marketsIn(MarketState state) {
        return markets.byRank().stream().filter(market -> ledgerOf(market).state() == state).count();
    }

    /// How many hours of the polled markets are missing for this cause.
    double missingHours(MissingCause cause) {
        return markets.byRank().stream().flatMap(market -> ledgerOf(market).missing().stream())
                .filter(range -> range.cause() == cause).mapToLong(range -> range.hours().hours()).sum();
    }

    /// What operators should know of the venue; nothing while no market of it is polled here.
    public VenueFindings findings() {
        if (markets.isEmpty()) {
            return VenueFindings.NONE;
        }
        Duration skew = clock.skew();
        return new VenueFindings(skew == null ? null : skew.toMillis(), clock.problem(LASTING),
                markets.byRank().stream().filter(market -> market.market().isListed()
                        && market.state().rejections().isPersistent()).map(market -> new VenueFindings.Rejected(
                                market.market().market().asset(), market.state().rejections().reason()))
                        .toList(),
                markets.byRank().stream().filter(market -> market.market().isListed() && ledgerOf(market).isFull())
                        .map(market -> market.market().market().asset()).toList());
    }

    /// How many seconds the venue's clock was ahead of ours at the last reading, believed or not; NaN before the first.
    double clockSkewSeconds() {
        Duration skew = clock.skew();
        return skew == null ? Double.NaN : skew.toSeconds() + skew.toMillisPart() / 1000.0;
    }

    private boolean isLive(PolledMarket market) {
        return market.market().isActive() && ledgerOf(market).state() == MarketState.LIVE;
    }

    private Ledger ledgerOf(PolledMarket market) {
        return ledgers.of(market.market().market());
    }

    private boolean isCaughtUp(PolledMarket market, Instant venueTime) {
        MarketPollState state = market.state();
        if (!state.market().isActive()) {
            return true;
        }
        if (state.isClaimed() || ledgers.problem(ledgerOf(market)).isPresent()) {
            return false;
        }
        Instant unchangedAt = state.unchangedAt();
        boolean unchanged = unchangedAt != null && rules.closedEnd(unchangedAt) == rules.closedEnd(venueTime);
        Ledger ledger = ledgerOf(market);
        return unchanged || !ledger.isUnreadableAhead() && lacksNothing(rules.nextWork(ledger, venueTime));
    }

    /// A recheck is about hours that are published already.
    private static boolean lacksNothing(Work work) {
        return switch (work) {
            case Work.Nothing _ -> true;
            case Work.FindFirstHour _ -> false;
            case Work.FetchHours fetch -> fetch.priority() == Work.Priority.RECHECK;
        };
    }
}
