package io.cryptodata.simulator.venue;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;

import java.util.ArrayList;
import java.util.List;

/// What can be wrong with a listing, whatever the dialect.
public enum ListingTrouble {
    /// no market at all
    EMPTY {
        @Override
        List<ListedMarket> of(List<ListedMarket> markets) {
            return List.of();
        }
    },
    /// every second market is missing
    HALF {
        @Override
        List<ListedMarket> of(List<ListedMarket> markets) {
            List<ListedMarket> half = new ArrayList<>();
            for (int i = 0; i < markets.size(); i += 2) {
                half.add(markets.get(i));
            }
            return half;
        }
    };

    abstract List<ListedMarket> of(List<ListedMarket> markets);
}
