package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.PageVerdict;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.publishing.Publication;
import io.cryptodata.producers.fetch.Fetch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import java.util.function.Supplier;

/// What is counted of one venue. Names begin with `producers.`.
public record ProducerMetrics(String exchange, MeterRegistry registry) {
    private static final String LAST_CLOSED = "producers.market.last.closed";

    /// One request for a page, by how it was answered.
    public void request(Fetch<?> answer) {
        registry.counter("producers.page.requests", "exchange", exchange, "answer",
                answer.outcome()).increment();
    }

    /// A page that answered another question than the one asked.
    public void invalidPage() {
        count("producers.pages.invalid", 1);
    }

    /// What was seen in a page, news or not.
    public void judged(PageVerdict.Judged page) {
        count("producers.rows.unfinished", page.unfinished());
        count("producers.rows.superseded", page.superseded());
        count("producers.numbers.long", page.longNumbers());
    }

    /// What was committed. A candle is late if it comes first and a newer hour of its market was known before it.
    public void published(Publication publication) {
        HourRange known = publication.before().recorded();
        count("producers.candles.published", publication.candles().size());
        count("producers.candles.late", publication.candles().stream()
                .filter(candle -> candle.revision() == 0 && known != null && hourOf(candle) < known.to()).count());
        count("producers.candles.revised",
                publication.candles().stream().filter(candle -> candle.revision() > 0).count());
        for (Verdict.Quarantined bad : publication.quarantined()) {
            registry.counter("producers.rows.quarantined", "exchange", exchange, "reason", bad.reason().name())
                    .increment();
        }
    }

    /// A page that could not be published.
    public void failed() {
        count("producers.steps.failed", 1);
    }

    /// Follows the newest hour of a market; NaN while there is none. Who followed it before is replaced.
    ///
    /// @param epochSeconds its open time in seconds since 1970-01-01T00Z
    public void follow(Market market, Supplier<Number> epochSeconds) {
        unfollow(market);
        Gauge.builder(LAST_CLOSED, epochSeconds).tags(tagsOf(market)).baseUnit("seconds").register(registry);
    }

    /// Nobody here follows a market any more.
    public void unfollow(Market market) {
        registry.find(LAST_CLOSED).tags(tagsOf(market)).gauges().forEach(registry::remove);
    }

    private Tags tagsOf(Market market) {
        return Tags.of("exchange", exchange, "asset", market.asset());
    }

    private static long hourOf(Candle candle) {
        return Timeframe.epochHourOf(candle.openTime());
    }

    private void count(String name, long amount) {
        registry.counter(name, "exchange", exchange).increment(amount);
    }
}
