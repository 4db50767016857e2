package io.cryptodata.simulator.venue;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;

import java.util.ArrayList;
import java.util.List;

/// Markets missing from a listing, in any dialect.
public enum ListingFault {
    /// no market
    EMPTY {
        @Override
        List<ListedMarket> apply(List<ListedMarket> markets) {
            return List.of();
        }
    },
    /// every second market is missing
    HALF {
        @Override
        List<ListedMarket> apply(List<ListedMarket> markets) {
            List<ListedMarket> half = new ArrayList<>();
            for (int i = 0; i < markets.size(); i += 2) {
                half.add(markets.get(i));
            }
            return half;
        }
    };

    abstract List<ListedMarket> apply(List<ListedMarket> markets);
}
