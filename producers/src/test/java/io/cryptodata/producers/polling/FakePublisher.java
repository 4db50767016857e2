package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.publishing.CandlePublisher;
import io.cryptodata.producers.publishing.Publication;

import java.util.ArrayList;
import java.util.List;

/// A topic in memory, with the same discipline as the real one; refuses as many pages as a test wants.
final class FakePublisher implements CandlePublisher {
    final List<Publication> published = new ArrayList<>();
    private final LedgerStore book;
    private int refusals;

    FakePublisher(LedgerStore book) {
        this.book = book;
    }

    void refuseNext(int pages) {
        refusals = pages;
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
        if (refusals > 0) {
            refusals--;
            return new Outcome.NotPublished("refused by the test");
        }
        if (!book.isCurrent(publication.before())) {
            return new Outcome.NotPublished("the ledger has changed");
        }
        book.commit(publication.after());
        published.add(publication);
        return new Outcome.Published();
    }
}
