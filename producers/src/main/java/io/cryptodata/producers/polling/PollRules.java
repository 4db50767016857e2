package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.PageRules;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.LedgerRules;
import io.cryptodata.domain.ledger.Work;

import java.time.Duration;
import java.time.Instant;

/// By which rules a venue is polled.
///
/// @param every the longest wait between two rounds
/// @param concurrency how many markets of one venue are asked for at the same time
public record PollRules(PageRules pages, LedgerRules ledger, Duration every, int concurrency) {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /// a clock that stands still right before the moment must not be asked without a break
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
    private static final int MOST_DOUBLINGS = 10;

    /// End (exclusive, an epoch hour) of the hours that are closed and settled.
    public long closedEnd(Instant venueTime) {
        return pages.candles().closedEnd(venueTime);
    }

    /// What closed before it is final.
    public Instant settled(Instant venueTime) {
        return pages.candles().settled(venueTime);
    }

    /// From one round to the next: no longer than until the next hour is settled, so that its pages go out at once.
    Duration untilNextRound(Instant venueTime) {
        Duration settled = Duration.between(settled(venueTime), Timeframe.instantOf(closedEnd(venueTime) + 1));
        Duration next = settled.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : settled;
        return next.compareTo(every) < 0 ? next : every;
    }

    /// What is due for a market.
    public Work nextWork(Ledger market, Instant venueTime) {
        return market.nextWork(venueTime, settled(venueTime), ledger);
    }

    /// How long a market waits that was asked for `times` times in a row to no purpose: it doubles, up to 30 seconds.
    public Duration waitAfter(int times) {
        Duration wait = every.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
