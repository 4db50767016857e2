package io.cryptodata.producers.polling;

import io.cryptodata.producers.fetch.Failure;
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
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.publishing.CandlePublisher;
import io.cryptodata.producers.publishing.Publication;
import io.cryptodata.producers.publishing.Publication.RequestTimes;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.Listing;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// One page of one market: asked for, judged, published, or a reason why not. Never waits.
record PageStep(VenueAccess venue, CandlePublisher publisher, LedgerStore book, PollRules rules,
        ProducerMetrics metrics) {
    /// @param venueTime the venue's clock before the request started
    StepResult run(Listing listing, Ledger before, Work.FetchHours due, Instant venueTime) {
        ExchangeClient client = venue.client();
        Work.FetchHours ask = before.within(client.maxRows(before.market()), due);
        Fetch<CandlePage> answer = venue.fetch(client.hourlyCandles(listing, Timeframe.instantOf(ask.from()), (int) ask.rows()), due.priority());
        metrics.request(answer);
        if (answer.asFailure().filter(PageStep::isAboutThisPage).isPresent()) {
            askedInVain(before, ask, venueTime);
        }
        return StepResult.of(answer, page -> judge(before, ask, new Answered(page, venueTime)));
    }

    /// Whether a retry of the same page is likely to fail again, unlike one after a failure of the whole venue.
    private static boolean isAboutThisPage(Failure failure) {
        return failure instanceof Failure.Rejected || failure instanceof Failure.Unreadable;
    }

    /// A page and the venue's clock before it was asked for.
    private record Answered(CandlePage page, Instant venueTime) {
        RequestTimes times() {
            return new RequestTimes(page.requestStarted(), page.requestEnded(), venueTime);
        }
    }

    private StepResult judge(Ledger before, Work.FetchHours ask, Answered answer) {
        PageWindow window = PageWindow.of(ask.from(), answer.page().windowEnd());
        if (answer.page().rows().isEmpty() && before.hasAnyOf(new HourRange(window.from(), window.end()))) {
            return unused(before, ask, answer, "it has no row, although hours from "
                    + Timeframe.instantOf(window.from()) + " on were served before");
        }
        return switch (rules.pages().judge(before.market(), window, answer.page().rows(), answer.venueTime())) {
            case PageVerdict.Invalid(String reason) -> unused(before, ask, answer, reason);
            case PageVerdict.Judged judged when judged.hasFutureRows() -> publish(before, ask,
                    venue.fetch(venue.client().serverTime(), ask.priority()) instanceof Fetch.Ok<Instant>(Instant now)
                            ? judged.rejudgedAt(now)
                            : judged.withoutFutureRows(),
                    answer.times());
            case PageVerdict.Judged judged -> publish(before, ask, judged, answer.times());
        };
    }

    private StepResult unused(Ledger before, Work.FetchHours ask, Answered answer, String reason) {
        metrics.invalidPage();
        askedInVain(before, ask, answer.venueTime());
        return StepResult.failed("page not used: " + reason);
    }

    private void askedInVain(Ledger before, Work.FetchHours ask, Instant venueTime) {
        book.note(before, before.recordUnanswered(ask, venueTime, rules.settled(venueTime), rules.ledger()));
    }

    private StepResult publish(Ledger before, Work.FetchHours ask, PageVerdict.Judged page, RequestTimes request) {
        List<Candle> candles = page.accepted().stream().flatMap(candle -> news(before, candle)).toList();
        List<Verdict.Quarantined> quarantined = page.quarantined().stream()
                .filter(bad -> !before.hasQuarantined(bad.openTime())).toList();
        Ledger after = before.record(answer(ask, page, request.venueTime()), rules.settled(request.venueTime()),
                rules.ledger());
        metrics.judged(page);
        if (after.equalsIgnoringUpdateTime(before)) {
            askedInVain(before, ask, request.venueTime());
            return new StepResult.Quiet();
        }
        if (candles.isEmpty() && after.equalsIgnoringRechecks(before)) {
            book.note(before, after);
            return new StepResult.Progress();
        }
        return published(new Publication(before, after, candles, quarantined, request));
    }

    private StepResult published(Publication publication) {
        return switch (publisher.publish(publication)) {
            case CandlePublisher.Outcome.Published _ -> {
                metrics.published(publication);
                yield new StepResult.Progress();
            }
            case CandlePublisher.Outcome.NotPublished(String reason) -> StepResult.failed(reason);
        };
    }

    /// The candle as it is to be published, if it says what is not published yet.
    private static Stream<Candle> news(Ledger before, Candle candle) {
        return before.revisionOf(served(candle)).stream().mapToObj(candle::as);
    }

    private static PageEvidence answer(Work.FetchHours ask, PageVerdict.Judged page, Instant venueTime) {
        return new PageEvidence(ask.from(), page.coveredTo(), page.accepted().stream().map(PageStep::served).toList(),
                page.quarantined().stream().map(Verdict.Quarantined::openTime).toList(), venueTime);
    }

    private static ServedHour served(Candle candle) {
        return new ServedHour(Timeframe.epochHourOf(candle.openTime()), CandleFingerprint.of(candle));
    }
}
