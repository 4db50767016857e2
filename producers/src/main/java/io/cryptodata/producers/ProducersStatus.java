package io.cryptodata.producers;

import java.util.List;

/// How the producers stand.
///
/// @param markets by key
public record ProducersStatus(List<VenueStatus> venues, List<MarketStatus> markets) {
    public ProducersStatus {
        venues = List.copyOf(venues);
        markets = List.copyOf(markets);
    }
}
