package io.cryptodata.producers.status;


import java.util.List;

/// How the producers stand.
///
/// @param venues whose candles are fetched, and, in the process that leads, all that are listed
/// @param markets that this process fetches, by key
/// @param group what this process holds
/// @param troubles what operators should know of the universe, in the process that leads
public record ProducersStatus(List<VenueStatus> venues, List<MarketStatus> markets, GroupStatus group,
        List<String> troubles) {
    public ProducersStatus {
        venues = List.copyOf(venues);
        markets = List.copyOf(markets);
        troubles = List.copyOf(troubles);
    }
}
