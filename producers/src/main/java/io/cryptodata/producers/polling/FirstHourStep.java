package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.producers.fetch.Fetch;

import java.time.Instant;
import java.util.Optional;

/// Where a market begins of which nothing is known: at the venue's first hour, or later where less history is wanted. A
/// market that has no candle yet misses none; it is asked again.
record FirstHourStep(VenueAccess venue, LedgerStore book, ProducerMetrics metrics) {
    StepResult run(TrackedMarket market, Ledger before, Work.FindFirstHour due) {
        Fetch<Optional<Instant>> answer = venue.fetch(venue.client().firstHour(market.listing()), due.priority());
        metrics.request(answer);
        return StepResult.of(answer,
                first -> first.isEmpty() ? new StepResult.Quiet() : begun(market, before, first.get()));
    }

    private StepResult begun(TrackedMarket market, Ledger before, Instant first) {
        Instant wanted = market.expectedFrom();
        Instant from = wanted != null && wanted.isAfter(first) ? wanted : first;
        book.note(before, before.withFirstHour(Timeframe.epochHourOf(from)));
        return new StepResult.Progress();
    }
}
