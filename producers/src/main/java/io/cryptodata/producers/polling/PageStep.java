package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.CandleFingerprint;
import io.cryptodata.domain.candle.PageVerdict;
import io.cryptodata.domain.candle.PageWindow;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.PageEvidence;
import io.cryptodata.domain.ledger.PageProof;
import io.cryptodata.domain.ledger.ServedHour;
import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.publishing.CandlePublisher;
import io.cryptodata.producers.publishing.Publication;
import io.cryptodata.producers.publishing.Publication.RequestTimes;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.Listing;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Fetches one page of one market, judges it and publishes it. Never waits.
record PageStep(VenueAccess venue, VenuePoller.Output output, PollRules rules, VenueCounts counts,
        WallTime time) {
    /// @param venueTime the venue's clock before the request
    StepResult run(Listing listing, Ledger before, Work.FetchHours due, Instant venueTime) {
        ExchangeClient client = venue.client();
        Work.FetchHours request = before.within(client.maxRows(before.market()), due);
        long availableFrom = availableFrom(before, venueTime);
        Work.FetchHours available = request.availableFrom(availableFrom);
        Fetch<CandlePage> response = venue.fetch(
                client.hourlyCandles(listing, Timeframe.instantOf(available.from()), (int) available.rows()),
                due.priority());
        counts.request(response);
        if (response.asFailure().filter(PageStep::concernsPage).isPresent()) {
            Instant now = time.instant();
            recordUnusable(before, request, new RequestTimes(now, now, venueTime));
        }
        return StepResult.of(response, page -> judge(before, request, new Response(page, venueTime, availableFrom)));
    }

    /// The oldest hour that the venue serves: no response, however short, can move it.
    private long availableFrom(Ledger ledger, Instant venueTime) {
        OptionalInt hours = venue.client().servedHours(ledger.market());
        return hours.isEmpty() ? PageEvidence.ALL_HOURS : Timeframe.epochHourOf(venueTime) + 1 - hours.getAsInt();
    }

    /// Whether a retry of the same page is likely to fail again, unlike one after a failure of the whole venue.
    private static boolean concernsPage(Failure failure) {
        return failure instanceof Failure.Rejected || failure instanceof Failure.Unreadable
                || failure instanceof Failure.NotServed && failure.pause().isZero();
    }

    /// A page and the venue's clock before it was requested.
    private record Response(CandlePage page, Instant venueTime, long availableFrom) {
        PageWindow window(Work.FetchHours request) {
            return PageWindow.of(request.availableFrom(availableFrom).from(), page.windowEnd());
        }

        RequestTimes times() {
            return new RequestTimes(page.requestStarted(), page.requestEnded(), venueTime);
        }
    }

    private StepResult judge(Ledger before, Work.FetchHours request, Response response) {
        PageWindow window = response.window(request);
        if (response.page().served().isEmpty() && before.hasAnyOf(new HourRange(window.from(), window.end()))) {
            return rejected(before, request, response, "it has no row, although hours from "
                    + Timeframe.instantOf(window.from()) + " on were served before");
        }
        return switch (rules.pages().judge(before.market(), window, response.page().served(), response.venueTime())) {
            case PageVerdict.Invalid(String reason) -> rejected(before, request, response, reason);
            case PageVerdict.Judged judged when judged.hasFutureRows() -> publish(before, request,
                    venue.venueTime(request.priority()) instanceof Fetch.Ok<Instant>(Instant now)
                            ? judged.rejudgedAt(now)
                            : judged.withoutFutureRows(),
                    response);
            case PageVerdict.Judged judged -> publish(before, request, judged, response);
        };
    }

    private StepResult rejected(Ledger before, Work.FetchHours request, Response response, String reason) {
        counts.invalidPage();
        recordUnusable(before, request, response.times());
        return StepResult.failed("page rejected: " + reason);
    }

    /// A newly counted occasion is published: it must survive a restart.
    private void recordUnusable(Ledger before, Work.FetchHours request, RequestTimes times) {
        Ledger after = before.recordUnusable(request, times.venueTime(), rules.settled(times.venueTime()),
                rules.ledger());
        if (after.waitsLongerThan(before)) {
            publish(new Publication(before, after, List.of(), List.of(), times));
        } else {
            output.ledgers().replace(before, after);
        }
    }

    private StepResult publish(Ledger before, Work.FetchHours request, PageVerdict.Judged page, Response response) {
        List<Candle> candles = page.accepted().stream().flatMap(candle -> unpublished(before, candle)).toList();
        List<Verdict.Quarantined> quarantined = page.quarantined().stream()
                .filter(bad -> !before.hasQuarantined(bad.id())).toList();
        Instant venueTime = response.venueTime();
        PageEvidence evidence = evidence(request, page, response);
        Ledger after = before.record(evidence, rules.settled(venueTime), rules.ledger());
        counts.judged(page);
        StepResult result = publish(request, new Publication(before, after, candles, quarantined, response.times()),
                page.hasUnplacedRows());
        boolean isUseless = evidence.proof() == PageProof.NOTHING && evidence.coveredTo() > evidence.requestedFrom();
        return isUseless && !(result instanceof StepResult.Failed)
                ? StepResult.failed("page without a usable row: " + problem(page, response))
                : result;
    }

    private static String problem(PageVerdict.Judged page, Response response) {
        return page.quarantined().isEmpty()
                ? "all " + response.page().served().count() + " rows are outside the requested hours or not final"
                : page.quarantined().getFirst().detail();
    }

    /// @param isUndecided whether a row of an unknown hour keeps the page from deciding about absent hours
    private StepResult publish(Work.FetchHours request, Publication page, boolean isUndecided) {
        Ledger before = page.before();
        Instant venueTime = page.request().venueTime();
        if (page.after().equalsIgnoringUpdateTime(before)) {
            Instant settled = rules.settled(venueTime);
            output.ledgers().replace(before, isUndecided
                    ? before.recordUnusable(request, venueTime, settled, rules.ledger())
                    : before.recordUnanswered(request, venueTime, settled, rules.ledger()));
            return new StepResult.Unchanged();
        }
        if (page.candles().isEmpty() && page.after().equalsIgnoringRechecks(before)) {
            output.ledgers().replace(before, page.after());
            return new StepResult.Progress();
        }
        return publish(page);
    }

    private StepResult publish(Publication publication) {
        return switch (output.publisher().publish(publication)) {
            case CandlePublisher.Outcome.Published _ -> {
                counts.published(publication);
                ReplayWarning.published(publication);
                yield new StepResult.Progress();
            }
            case CandlePublisher.Outcome.NotPublished(String reason) -> StepResult.failed(reason);
        };
    }

    /// The candle with its next revision, unless this version of it is published already.
    private static Stream<Candle> unpublished(Ledger before, Candle candle) {
        return before.revisionOf(served(candle)).stream().mapToObj(candle::as);
    }

    private PageEvidence evidence(Work.FetchHours request, PageVerdict.Judged page, Response response) {
        PageProof proof = proof(request, page, response.page().served());
        long coveredTo = switch (proof) {
            case ROWS -> page.coveredTo();
            case EMPTY -> Math.min(page.coveredTo(), request.hours().to());
            case NOTHING -> page.quarantined().isEmpty() ? decided(request, response) : request.hours().to();
        };
        return new PageEvidence(request.from(), coveredTo, page.accepted().stream().map(PageStep::served).toList(),
                page.quarantined().stream().map(Verdict.Quarantined::id).toList(), proof, response.availableFrom(),
                response.venueTime());
    }

    /// The end of the requested hours whose row is final by now.
    private long decided(Work.FetchHours request, Response response) {
        Instant latest = response.venueTime().minus(rules.pages().allowedLateness());
        return Math.clamp(Timeframe.epochHourOf(latest), request.from(), request.hours().to());
    }

    private static PageProof proof(Work.FetchHours request, PageVerdict.Judged page, ServedRows served) {
        if (!page.accepted().isEmpty() || isProvenByUnfinishedHour(request, page)) {
            return PageProof.ROWS;
        }
        return served.isEmpty() ? PageProof.EMPTY : PageProof.NOTHING;
    }

    /// The row of the unfinished hour proves the hours before it: one bad row does not delay the newest hours. Where a long
    /// page has bad rows only, its hours are searched for the readable ones first, so that these are published in order.
    private static boolean isProvenByUnfinishedHour(Work.FetchHours request, PageVerdict.Judged page) {
        return page.unfinished() > 0 && !page.hasUnplacedRows()
                && (page.quarantined().isEmpty() || request.rows() <= Ledger.LIVE_REACH + 1);
    }

    private static ServedHour served(Candle candle) {
        return new ServedHour(Timeframe.epochHourOf(candle.openTime()), CandleFingerprint.of(candle));
    }
}
