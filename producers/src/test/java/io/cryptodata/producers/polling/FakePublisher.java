package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.publishing.CandlePublisher;
import io.cryptodata.producers.publishing.Publication;

import java.util.ArrayList;
import java.util.List;

/// A topic in memory that publishes under the same conditions as Kafka; rejects as many pages as a test demands.
final class FakePublisher implements CandlePublisher {
    final List<Publication> published = new ArrayList<>();
    private final LedgerStore ledgers;
    private int rejections;

    FakePublisher(LedgerStore ledgers) {
        this.ledgers = ledgers;
    }

    void rejectNext(int pages) {
        rejections = pages;
    }

    List<Long> hoursOf(Market market) {
        return published.stream().flatMap(page -> page.candles().stream())
                .filter(candle -> candle.market().equals(market))
                .map(candle -> Timeframe.epochHourOf(candle.openTime())).toList();
    }

    List<Verdict.Quarantined> quarantined() {
        return published.stream().flatMap(page -> page.quarantined().stream()).toList();
    }

    @Override
    public synchronized Outcome publish(Publication publication) {
        if (rejections > 0) {
            rejections--;
            return new Outcome.NotPublished("rejected by the test");
        }
        if (!ledgers.isCurrent(publication.before())) {
            return new Outcome.NotPublished("the ledger has changed");
        }
        ledgers.commit(publication.after());
        published.add(publication);
        return new Outcome.Published();
    }
}
