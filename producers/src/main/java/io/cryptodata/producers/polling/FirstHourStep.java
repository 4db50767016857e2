package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.universe.TrackedMarket;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Finds the first hour of a market without a ledger: the venue's first hour, or a later one if less history is
/// configured. A market without any candle has no missing hours; the step is repeated later.
record FirstHourStep(VenueAccess venue, LedgerStore ledgers, VenueCounts counts) {
    /// an hour may begin while it is requested
    private static final Duration TOLERANCE = Duration.ofHours(1);

    /// @param venueTime the venue's clock before the request
    StepResult run(TrackedMarket market, Ledger before, Work.FindFirstHour due, Instant venueTime) {
        Fetch<Optional<Instant>> response = venue.fetch(venue.client().firstHour(market.listing()),
                due.priority());
        counts.request(response);
        return StepResult.of(response,
                first -> first.isEmpty()
                        ? new StepResult.Unchanged()
                        : begin(market, before, first.get(), venueTime));
    }

    private StepResult begin(TrackedMarket market, Ledger before, Instant first, Instant venueTime) {
        if (first.isAfter(venueTime.plus(TOLERANCE))) {
            return StepResult.failed("the first hour " + first + " is after the venue's clock " + venueTime);
        }
        Instant configured = market.expectedFrom();
        Instant from = configured != null && configured.isAfter(first) ? configured : first;
        ledgers.replace(before, before.withFirstHour(Timeframe.epochHourOf(from)));
        return new StepResult.Progress();
    }
}
