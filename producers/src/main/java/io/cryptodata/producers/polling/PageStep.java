package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.PageVerdict;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.ledger.Answer;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.ProducerMetrics;
import io.cryptodata.producers.publishing.CandlePublisher;
import io.cryptodata.producers.publishing.Publication;
import io.cryptodata.producers.publishing.Publication.RequestTimes;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.Fetch;
import io.cryptodata.producers.venue.Listing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One page of one market: asked for, judged, published, or a reason why not. Never waits.
record PageStep(VenueAccess venue, CandlePublisher publisher, PollRules rules, ProducerMetrics metrics) {
    /// What came of it.
    sealed interface Result {
        /// Something is known that was not known before.
        record Progress() implements Result {}

        /// The venue answered, and it was no news.
        record Quiet() implements Result {}

        /// Nothing was learned.
        ///
        /// @param pause how long the whole venue wants to be left alone; zero if it does not say so
        record Failed(String reason, Duration pause) implements Result {}
    }

    /// @param venueTime the venue's clock before the request started
    Result run(Listing listing, Ledger before, Work.Ask ask, Instant venueTime) {
        ExchangeClient client = venue.at(ask.priority());
        int limit = (int) Math.min(ask.rows(), client.maxRows(before.market()));
        Fetch<CandlePage> answer = client.hourlyCandles(listing, Timeframe.instantOf(ask.from()), limit);
        metrics.request(answer);
        return switch (answer) {
            case Fetch.Ok<CandlePage>(CandlePage page) -> judge(client, before, ask, new Answered(page, venueTime));
            case Fetch.SlowDown<CandlePage> no ->
                new Result.Failed("told to slow down: " + no.reason(), no.retryAfter());
            case Fetch.Banned<CandlePage> no -> new Result.Failed("banned: " + no.reason(), no.retryAfter());
            case Fetch.Unavailable<CandlePage> no -> failed("unavailable: " + no.reason());
            case Fetch.Rejected<CandlePage> no -> failed("rejected: " + no.reason());
            case Fetch.Unreadable<CandlePage> no -> failed("unreadable: " + no.reason() + " in " + no.excerpt());
        };
    }

    /// A page and the venue's clock before it was asked for.
    private record Answered(CandlePage page, Instant venueTime) {
        RequestTimes times() {
            return new RequestTimes(page.requestStarted(), page.requestEnded(), venueTime);
        }
    }

    private Result judge(ExchangeClient client, Ledger before, Work.Ask ask, Answered answer) {
        return switch (rules.pages().judge(before.market(), ask.from(), answer.page().rows(), answer.venueTime())) {
            case PageVerdict.Invalid(String reason) -> {
                metrics.invalidPage();
                yield failed("page not used: " + reason);
            }
            case PageVerdict.Judged judged when judged.claimsTheFuture() ->
                client.serverTime() instanceof Fetch.Ok<Instant>(Instant now)
                        ? publish(before, ask, judged.knowing(now), answer.times())
                        : failed(
                                "page not used: it has hours that may not have begun, and the venue's clock does not answer");
            case PageVerdict.Judged judged -> publish(before, ask, judged, answer.times());
        };
    }

    private Result publish(Ledger before, Work.Ask ask, PageVerdict.Judged page, RequestTimes request) {
        List<Candle> candles = page.accepted().stream().filter(candle -> before.lacks(hourOf(candle))).toList();
        List<Verdict.Quarantined> quarantined = page.quarantined().stream()
                .filter(bad -> !before.hasQuarantined(bad.openTime())).toList();
        Ledger after = before.record(answer(ask, page, request.venueTime()), rules.closedEnd(request.venueTime()),
                rules.ledger());
        metrics.judged(page);
        if (after.saysTheSameAs(before)) {
            return new Result.Quiet();
        }
        Publication publication = new Publication(before, after, candles, quarantined, request);
        return switch (publisher.publish(publication)) {
            case CandlePublisher.Outcome.Published _ -> {
                metrics.published(publication);
                yield new Result.Progress();
            }
            case CandlePublisher.Outcome.NotPublished(String reason) -> failed(reason);
        };
    }

    private static Answer answer(Work.Ask ask, PageVerdict.Judged page, Instant venueTime) {
        return new Answer(ask.from(), page.coveredTo(), page.accepted().stream().map(PageStep::hourOf).toList(),
                page.quarantined().stream().map(Verdict.Quarantined::openTime).toList(), venueTime, page.firstHour());
    }

    private static long hourOf(Candle candle) {
        return Timeframe.epochHourOf(candle.openTime());
    }

    private static Result failed(String reason) {
        return new Result.Failed(reason, Duration.ZERO);
    }
}
