package io.cryptodata.simulator.market;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// One seeded world behind all venues: a coin trades at about the same price everywhere, and everything follows from the
/// seeds. It knows how everything ends, which no venue tells.
public final class World {
    private final SequencedMap<String, SeededMarkets> venues;

    /// @param symbols per venue, its own name of a market; the venues of this world
    public World(WorldRules rules, VenueMarkets markets,
            SequencedMap<String, Function<ListedMarket, String>> symbols) {
        SequencedMap<String, SeededMarkets> all = new LinkedHashMap<>();
        symbols.forEach((exchange, symbolOf) -> all.put(exchange,
                new SeededMarkets(exchange, rules, markets.of(exchange), symbolOf)));
        venues = Collections.unmodifiableSequencedMap(all);
    }

    /// One venue's markets.
    ///
    /// @throws IllegalArgumentException if it is not of this world
    public SeededMarkets venue(String exchange) {
        SeededMarkets found = venues.get(exchange);
        if (found == null) {
            throw new IllegalArgumentException("this world has no venue '" + exchange + "', only "
                    + String.join(", ", venues.keySet()));
        }
        return found;
    }

    /// By their ids.
    public Map<String, SeededMarkets> venues() {
        return venues;
    }

    /// All that happens anywhere, by the script.
    public List<MarketEvent> events() {
        return venues.values().stream().flatMap(venue -> venue.events().stream()).toList();
    }

    /// The row of an hour after its last revision; empty where there is none.
    ///
    /// @param hour an epoch hour
    public Optional<SourceRow> finalRow(Market market, long hour) {
        return venue(market.exchange()).finalRow(market, hour);
    }

    /// The hours from `from` (inclusive) to `to` (exclusive) of which the venue has a row in the end, as epoch hours.
    public long[] presentHours(Market market, long from, long to) {
        return venue(market.exchange()).presentHours(market, from, to);
    }
}
