package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.PageRules;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.LedgerRules;
import io.cryptodata.domain.ledger.Work;
import io.cryptodata.service.retry.Backoff;

import java.time.Duration;
import java.time.Instant;

/// The rules by which a venue is polled.
///
/// @param every the longest delay between two rounds
/// @param concurrency the number of markets of one venue that are polled at the same time
public record PollRules(PageRules pages, LedgerRules ledger, Duration every, int concurrency) {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /// a market whose first hour is unreadable has no other work
    private static final Duration LONGEST_FIRST_HOUR_PAUSE = Duration.ofMinutes(10);
    /// prevents a busy loop when the venue's clock stops just before the hour
    private static final Duration SHORTEST_DELAY = Duration.ofMillis(20);

    /// End (exclusive, an epoch hour) of the hours that are closed and settled.
    public long closedEnd(Instant venueTime) {
        return pages.candles().closedEnd(venueTime);
    }

    /// What closed before it is final.
    public Instant settled(Instant venueTime) {
        return pages.candles().settled(venueTime);
    }

    /// The delay between two rounds: not beyond the moment when the next hour is settled, so that its pages are fetched
    /// immediately.
    Duration untilNextRound(Instant venueTime) {
        Duration settled = Duration.between(settled(venueTime), Timeframe.instantOf(closedEnd(venueTime) + 1));
        Duration next = settled.compareTo(SHORTEST_DELAY) < 0 ? SHORTEST_DELAY : settled;
        return next.compareTo(every) < 0 ? next : every;
    }

    /// What is due for a market.
    public Work nextWork(Ledger market, Instant venueTime) {
        return market.nextWork(venueTime, settled(venueTime), ledger);
    }

    /// How long a market pauses after so many consecutive steps without progress.
    Duration pauseAfter(int fruitless) {
        return pauseAfter(fruitless, LONGEST_PAUSE);
    }

    /// The same after failed requests for the market's first hour.
    Duration pauseAfterFirstHour(int fruitless) {
        return pauseAfter(fruitless, LONGEST_FIRST_HOUR_PAUSE);
    }

    private Duration pauseAfter(int fruitless, Duration longest) {
        Duration first = every.compareTo(LONGEST_PAUSE) < 0 ? every : LONGEST_PAUSE;
        return Backoff.between(first, longest).after(fruitless);
    }
}
