package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.Work;
import io.cryptodata.domain.ledger.Work.Priority;
import io.cryptodata.producers.ratelimit.Ticker;
import io.cryptodata.producers.universe.TrackedMarket;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// The polling state of one market.
///
/// @param market as the universe describes it now
/// @param isClaimed whether the market is queued or being worked on
/// @param notBefore the moment of [Ticker#elapsed()] before which it is not polled again
/// @param lastWasLive whether the last step was for the newest hours
/// @param fruitless consecutive steps of that kind without progress
/// @param unchangedAt venue time of the last step if its response contained nothing new, otherwise null
/// @param lastError why the last step failed; null if it did not
/// @param rejections how often the venue has rejected it
record MarketPollState(TrackedMarket market, boolean isClaimed, Duration notBefore, boolean lastWasLive, int fruitless,
        @Nullable Instant unchangedAt, @Nullable String lastError, Rejections rejections) {
    /// Steps that the venue has rejected since the last one that it has not refused.
    ///
    /// @param reason the venue's last one; null if there are none
    record Rejections(int times, @Nullable String reason) {
        private static final int PERSISTENT = 3;
        static final Rejections NONE = new Rejections(0, null);

        boolean isPersistent() {
            return times >= PERSISTENT;
        }
    }

    static MarketPollState initial(TrackedMarket market) {
        return new MarketPollState(market, false, Duration.ZERO, false, 0, null, null, Rejections.NONE);
    }

    MarketPollState withMarket(TrackedMarket changed) {
        return new MarketPollState(changed, isClaimed, notBefore, lastWasLive, fruitless, unchangedAt, lastError,
                rejections);
    }

    MarketPollState claimed() {
        return withClaim(true);
    }

    MarketPollState released() {
        return withClaim(false);
    }

    private MarketPollState withClaim(boolean claimed) {
        return new MarketPollState(market, claimed, notBefore, lastWasLive, fruitless, unchangedAt, lastError,
                rejections);
    }

    /// Nothing is due: earlier failures no longer matter, unless newer hours wait because of them.
    MarketPollState idle(Ledger ledger) {
        return new MarketPollState(market, isClaimed, notBefore, lastWasLive, 0, unchangedAt,
                ledger.isUnreadableAhead() ? lastError : null, rejections);
    }

    /// The market must not be polled.
    MarketPollState blocked(String why, Duration until) {
        return new MarketPollState(market, isClaimed, until, false, 0, null, why, rejections);
    }

    /// A step has ended.
    ///
    /// @param due what it was for
    /// @param venueTime the venue's clock before the step
    /// @param now the moment at which it ended
    MarketPollState after(StepResult result, Work.Due due, Instant venueTime, Duration now, PollRules rules) {
        MarketPollState after = after(result, due.priority(), venueTime, now, rules);
        return due instanceof Work.FindFirstHour && result instanceof StepResult.Failed
                ? after.withNotBefore(now.plus(rules.pauseAfterFirstHour(after.fruitless)))
                : after;
    }

    private MarketPollState withNotBefore(Duration moment) {
        return new MarketPollState(market, isClaimed, moment, lastWasLive, fruitless, unchangedAt, lastError,
                rejections);
    }

    /// The same for a step of this priority that is not about the first hour.
    MarketPollState after(StepResult result, Priority priority, Instant venueTime, Duration now, PollRules rules) {
        boolean live = priority == Priority.LIVE;
        int times = (live == lastWasLive ? fruitless : 0) + 1;
        return switch (result) {
            case StepResult.Progress _ -> new MarketPollState(market, isClaimed, Duration.ZERO, live, 0, null, null,
                    Rejections.NONE);
            case StepResult.Unchanged _ -> new MarketPollState(market, isClaimed,
                    now.plus(rules.pauseAfter(times)), live, times, venueTime, null, Rejections.NONE);
            case StepResult.Failed(String reason, _, String rejection) -> new MarketPollState(market, isClaimed,
                    now.plus(rules.pauseAfter(times)), live, times, null, reason,
                    rejection == null ? rejections : new Rejections(rejections.times + 1, rejection));
        };
    }

    /// Whether its pause is over. Failed repair or backfill does not delay the newest hours.
    boolean isReady(Duration now, Priority priority) {
        return now.compareTo(notBefore) >= 0 || priority == Priority.LIVE && !lastWasLive;
    }

    /// Whether the next request of this priority is limited to its most important part: every second one after a fruitless
    /// request, so that neither a page too short for all of it nor one bad hour delays the rest.
    boolean isNarrowed(Priority priority) {
        return (priority == Priority.LIVE) == lastWasLive && fruitless % 2 == 1;
    }
}
