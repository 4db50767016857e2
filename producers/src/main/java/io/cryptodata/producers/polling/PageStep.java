package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.CandleFingerprint;
import io.cryptodata.domain.candle.PageVerdict;
import io.cryptodata.domain.candle.PageWindow;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.PageEvidence;
import io.cryptodata.domain.ledger.ServedHour;
import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.publishing.CandlePublisher;
import io.cryptodata.producers.publishing.Publication;
import io.cryptodata.producers.publishing.Publication.RequestTimes;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.Listing;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Fetches one page of one market, judges it and publishes it. Never waits.
record PageStep(VenueAccess venue, VenuePoller.Output output, PollRules rules, VenueCounts counts) {
    /// @param venueTime the venue's clock before the request
    StepResult run(Listing listing, Ledger before, Work.FetchHours due, Instant venueTime) {
        ExchangeClient client = venue.client();
        Work.FetchHours request = before.within(client.maxRows(before.market()), due);
        Fetch<CandlePage> response = venue.fetch(
                client.hourlyCandles(listing, Timeframe.instantOf(request.from()), (int) request.rows()),
                due.priority());
        counts.request(response);
        if (response.asFailure().filter(PageStep::concernsPage).isPresent()) {
            recordUnanswered(before, request, venueTime);
        }
        return StepResult.of(response, page -> judge(before, request, new Response(page, venueTime)));
    }

    /// Whether a retry of the same page is likely to fail again, unlike one after a failure of the whole venue.
    private static boolean concernsPage(Failure failure) {
        return failure instanceof Failure.Rejected || failure instanceof Failure.Unreadable
                || failure instanceof Failure.NotServed && failure.pause().isZero();
    }

    /// A page and the venue's clock before it was requested.
    private record Response(CandlePage page, Instant venueTime) {
        RequestTimes times() {
            return new RequestTimes(page.requestStarted(), page.requestEnded(), venueTime);
        }
    }

    private StepResult judge(Ledger before, Work.FetchHours request, Response response) {
        PageWindow window = PageWindow.of(request.from(), response.page().windowEnd());
        if (response.page().served().isEmpty() && before.hasAnyOf(new HourRange(window.from(), window.end()))) {
            return rejected(before, request, response, "it has no row, although hours from "
                    + Timeframe.instantOf(window.from()) + " on were served before");
        }
        return switch (rules.pages().judge(before.market(), window, response.page().served(), response.venueTime())) {
            case PageVerdict.Invalid(String reason) -> rejected(before, request, response, reason);
            case PageVerdict.Judged judged when judged.hasFutureRows() -> publish(before, request,
                    venue.fetch(venue.client().serverTime(),
                            request.priority()) instanceof Fetch.Ok<Instant>(Instant now)
                                    ? judged.rejudgedAt(now)
                                    : judged.withoutFutureRows(),
                    response.times());
            case PageVerdict.Judged judged -> publish(before, request, judged, response.times());
        };
    }

    private StepResult rejected(Ledger before, Work.FetchHours request, Response response, String reason) {
        counts.invalidPage();
        recordUnanswered(before, request, response.venueTime());
        return StepResult.failed("page rejected: " + reason);
    }

    private void recordUnanswered(Ledger before, Work.FetchHours request, Instant venueTime) {
        output.ledgers().replace(before,
                before.recordUnanswered(request, venueTime, rules.settled(venueTime), rules.ledger()));
    }

    private StepResult publish(Ledger before, Work.FetchHours request, PageVerdict.Judged page, RequestTimes times) {
        List<Candle> candles = page.accepted().stream().flatMap(candle -> unpublished(before, candle)).toList();
        List<Verdict.Quarantined> quarantined = page.quarantined().stream()
                .filter(bad -> !before.hasQuarantined(bad.id())).toList();
        Ledger after = before.record(evidence(request, page, times.venueTime()), rules.settled(times.venueTime()),
                rules.ledger());
        counts.judged(page);
        if (after.equalsIgnoringUpdateTime(before)) {
            recordUnanswered(before, request, times.venueTime());
            return new StepResult.Unchanged();
        }
        if (candles.isEmpty() && after.equalsIgnoringRechecks(before)) {
            output.ledgers().replace(before, after);
            return new StepResult.Progress();
        }
        return publish(new Publication(before, after, candles, quarantined, times));
    }

    private StepResult publish(Publication publication) {
        return switch (output.publisher().publish(publication)) {
            case CandlePublisher.Outcome.Published _ -> {
                counts.published(publication);
                yield new StepResult.Progress();
            }
            case CandlePublisher.Outcome.NotPublished(String reason) -> StepResult.failed(reason);
        };
    }

    /// The candle with its next revision, unless this version of it is published already.
    private static Stream<Candle> unpublished(Ledger before, Candle candle) {
        return before.revisionOf(served(candle)).stream().mapToObj(candle::as);
    }

    private static PageEvidence evidence(Work.FetchHours request, PageVerdict.Judged page, Instant venueTime) {
        return new PageEvidence(request.from(), page.coveredTo(),
                page.accepted().stream().map(PageStep::served).toList(),
                page.quarantined().stream().map(Verdict.Quarantined::id).toList(), venueTime);
    }

    private static ServedHour served(Candle candle) {
        return new ServedHour(Timeframe.epochHourOf(candle.openTime()), CandleFingerprint.of(candle));
    }
}
