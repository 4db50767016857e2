package io.cryptodata.allinone.cli.status;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How far the markets of one venue have come.
///
/// @param clock what it says itself, or what it has reached at least; null where nothing is known
/// @param live markets that keep up
/// @param behind markets that lack more than the newest closed hour
/// @param missingHours hours that the ledgers know to be missing
record VenueState(String exchange, @Nullable Instant clock, int markets, int live, int behind, long missingHours,
        long quarantined) {

    /// One for each venue that has markets, in the order of their names.
    static List<VenueState> of(Status status) {
        Map<String, List<MarketState>> byVenue = new TreeMap<>();
        status.markets()
                .forEach(market -> byVenue.computeIfAbsent(market.exchange(), _ -> new ArrayList<>()).add(market));
        return byVenue.entrySet().stream().map(venue -> of(status, venue.getKey(), venue.getValue())).toList();
    }

    private static VenueState of(Status status, String exchange, List<MarketState> markets) {
        return new VenueState(exchange, status.venueTimes().get(exchange), markets.size(),
                (int) markets.stream().filter(market -> market.state().equals("LIVE")).count(),
                (int) markets.stream().filter(status::isBehind).count(),
                markets.stream().mapToLong(MarketState::missingHours).sum(),
                markets.stream().mapToLong(MarketState::quarantined).sum());
    }
}
