package io.cryptodata.simulator.market;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.SourceRow;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The seeded world behind all venues: a coin has about the same price on every venue, and everything follows from the
/// seeds. Also provides the final state of all candles, which no venue serves.
public final class World {
    private final SequencedMap<String, SeededMarkets> venues;

    public World(WorldRules rules, VenueMarkets markets, Collection<WorldVenue> venues) {
        SequencedMap<String, SeededMarkets> all = new LinkedHashMap<>();
        venues.forEach(venue -> all.put(venue.exchange(),
                new SeededMarkets(venue, rules, markets.of(venue.exchange()))));
        this.venues = Collections.unmodifiableSequencedMap(all);
    }

    /// The markets of one venue.
    ///
    /// @throws IllegalArgumentException if the world does not contain the venue
    public SeededMarkets venue(String exchange) {
        SeededMarkets found = venues.get(exchange);
        if (found == null) {
            throw new IllegalArgumentException("unknown venue '" + exchange + "'; this world contains "
                    + String.join(", ", venues.keySet()));
        }
        return found;
    }

    /// By venue id.
    public Map<String, SeededMarkets> venues() {
        return venues;
    }

    /// All scheduled events of all venues.
    public List<MarketEvent> events() {
        return venues.values().stream().flatMap(venue -> venue.events().stream()).toList();
    }

    /// The row of an hour after its last revision; empty if the hour has no row.
    ///
    /// @param hour an epoch hour
    public Optional<SourceRow> finalRow(Market market, long hour) {
        return venue(market.exchange()).finalRow(market, hour);
    }

    /// The hours with a row from `from` (inclusive) to `to` (exclusive), as epoch hours.
    public long[] presentHours(Market market, long from, long to) {
        return venue(market.exchange()).presentHours(market, from, to);
    }
}
