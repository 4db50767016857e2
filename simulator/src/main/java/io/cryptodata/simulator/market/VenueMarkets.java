package io.cryptodata.simulator.market;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// How many markets each venue lists.
///
/// @param byVenue a venue that is missing lists nothing
public record VenueMarkets(Map<String, Count> byVenue) {
    private static final List<String> OTHER_CANDLE_VENUES = List.of("bybit", "okx", "bitget", "mexc");

    public VenueMarkets {
        byVenue = Collections.unmodifiableMap(new LinkedHashMap<>(byVenue));
    }

    /// @param spot how many spot markets
    /// @param linear how many contracts that are settled in USDT
    public record Count(int spot, int linear) {
        public static final Count NONE = new Count(0, 0);
        private static final int MOST = 500;

        public Count {
            if (spot < 0 || spot > MOST || linear < 0 || linear > MOST) {
                throw new IllegalArgumentException("a venue can list 0 to " + MOST + " spot markets and 0 to " + MOST
                        + " contracts, but was " + spot + " and " + linear);
            }
        }
    }

    /// Binance's two dozen spot markets and nothing else.
    public static VenueMarkets binanceSpot() {
        return new VenueMarkets(Map.of("binance", new Count(24, 0)));
    }

    /// Two dozen spot markets of Binance, a smaller set elsewhere, contracts on all venues whose candles are fetched, and
    /// something for every venue whose listing is read.
    public static VenueMarkets demo() {
        SequencedMap<String, Count> counts = new LinkedHashMap<>();
        counts.put("binance", new Count(24, 4));
        OTHER_CANDLE_VENUES.forEach(venue -> counts.put(venue, new Count(6, 4)));
        counts.put("kucoin", new Count(12, 4));
        counts.put("gate", new Count(12, 4));
        counts.put("kraken", new Count(12, 0));
        return new VenueMarkets(counts);
    }

    /// The same number on every venue.
    public static VenueMarkets everywhere(List<String> venues, Count count) {
        SequencedMap<String, Count> counts = new LinkedHashMap<>();
        venues.forEach(venue -> counts.put(venue, count));
        return new VenueMarkets(counts);
    }

    /// The same venues with other numbers.
    public VenueMarkets changed(UnaryOperator<Count> change) {
        SequencedMap<String, Count> counts = new LinkedHashMap<>();
        byVenue.forEach((venue, count) -> counts.put(venue, change.apply(count)));
        return new VenueMarkets(counts);
    }

    public Count of(String exchange) {
        return byVenue.getOrDefault(exchange, Count.NONE);
    }
}
