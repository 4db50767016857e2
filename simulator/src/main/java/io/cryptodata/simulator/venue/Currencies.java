package io.cryptodata.simulator.venue;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// The currencies that a venue lists.
public final class Currencies {
    private Currencies() {}

    /// The bases and quotes of all listed markets, in the order of the listing.
    public static SequencedSet<String> of(List<ListedMarket> listed) {
        SequencedSet<String> currencies = new LinkedHashSet<>();
        for (ListedMarket one : listed) {
            Market market = one.market();
            currencies.add(market.base());
            currencies.add(market.quote());
        }
        return Collections.unmodifiableSequencedSet(currencies);
    }
}
