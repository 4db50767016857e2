package io.cryptodata.api.status;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How far the markets of one venue have come.
///
/// @param clock the venue's time, or the time that it has reached at least; null where neither is available
/// @param live markets that keep up
/// @param behind markets that lack more than the newest closed hour
/// @param missingHours by the ledgers
public record VenueProgress(String exchange, @Nullable Instant clock, int markets, int live, int behind,
        long missingHours, long quarantined) {

    /// One for each venue that has markets, in the order of their names.
    static List<VenueProgress> of(List<MarketProgress> markets, Map<String, Instant> clocks) {
        Map<String, List<MarketProgress>> byVenue = new TreeMap<>();
        markets.forEach(market -> byVenue.computeIfAbsent(market.exchange(), _ -> new ArrayList<>()).add(market));
        return byVenue.entrySet().stream()
                .map(venue -> of(venue.getKey(), clocks.get(venue.getKey()), venue.getValue())).toList();
    }

    private static VenueProgress of(String exchange, @Nullable Instant clock, List<MarketProgress> markets) {
        return new VenueProgress(exchange, clock, markets.size(),
                (int) markets.stream().filter(market -> market.state().equals("LIVE")).count(),
                (int) markets.stream().filter(MarketProgress::isBehind).count(),
                markets.stream().mapToLong(MarketProgress::missingHours).sum(),
                markets.stream().mapToLong(MarketProgress::quarantined).sum());
    }
}
