package io.cryptodata.producers.status;

import java.util.List;

/// The status of the producers of one process.
///
/// @param venues those whose candles are fetched; in the leader all that are listed
/// @param markets those that this process polls, by key
/// @param group this process in the consumer group
/// @param warnings in the leader: why markets cannot be tracked as configured, and what is doubtful about listings
public record ProducersStatus(List<VenueStatus> venues, List<MarketStatus> markets, GroupStatus group,
        List<String> warnings) {
    public ProducersStatus {
        venues = List.copyOf(venues);
        markets = List.copyOf(markets);
        warnings = List.copyOf(warnings);
    }
}
