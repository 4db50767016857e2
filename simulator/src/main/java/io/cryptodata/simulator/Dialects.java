package io.cryptodata.simulator;

import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.binance.BinanceDialect;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The one table of all venues that can be simulated.
final class Dialects {
    /// the venues that only their listing is asked of
    private static final Set<String> LISTING_ONLY = Set.of("kucoin", "gate", "kraken");

    private Dialects() {}

    /// A new one of each, in the order in which they are shown.
    static List<Dialect> all() {
        return List.of(new BinanceDialect());
    }

    /// The venues that serve candles.
    static Set<String> withCandles() {
        return all().stream().map(Dialect::exchange).filter(exchange -> !LISTING_ONLY.contains(exchange))
                .collect(Collectors.toUnmodifiableSet());
    }
}
