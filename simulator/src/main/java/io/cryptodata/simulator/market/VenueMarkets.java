package io.cryptodata.simulator.market;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// How many markets each venue lists.
///
/// @param byVenue a missing venue lists nothing
public record VenueMarkets(Map<String, Count> byVenue) {
    public VenueMarkets {
        byVenue = Collections.unmodifiableMap(new LinkedHashMap<>(byVenue));
    }

    /// @param spot number of spot markets
    /// @param linear number of contracts settled in USDT
    public record Count(int spot, int linear) {
        public static final Count NONE = new Count(0, 0);
        private static final int MAX = 500;

        public Count {
            if (spot < 0 || spot > MAX || linear < 0 || linear > MAX) {
                throw new IllegalArgumentException("a venue can list 0 to " + MAX + " spot markets and 0 to " + MAX
                        + " contracts, but was " + spot + " and " + linear);
            }
        }
    }

    /// Binance's named spot markets only.
    public static VenueMarkets binanceSpot() {
        return new VenueMarkets(Map.of("binance", new Count(24, 0)));
    }

    /// The same count on every venue.
    public static VenueMarkets everywhere(Collection<String> venues, Count count) {
        SequencedMap<String, Count> counts = new LinkedHashMap<>();
        venues.forEach(venue -> counts.put(venue, count));
        return new VenueMarkets(counts);
    }

    /// The same venues with other counts.
    public VenueMarkets changed(UnaryOperator<Count> change) {
        SequencedMap<String, Count> counts = new LinkedHashMap<>();
        byVenue.forEach((venue, count) -> counts.put(venue, change.apply(count)));
        return new VenueMarkets(counts);
    }

    public Count of(String exchange) {
        return byVenue.getOrDefault(exchange, Count.NONE);
    }
}
