package io.cryptodata.allinone.demo;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko;
import io.cryptodata.simulator.venues.Dialects;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the demo's venues are, and how the producers are to ask them: in the seeded world all of them and CoinGecko; in a
/// replay those that the files are of, and nothing that the files do not know.
record DemoVenues(SimulatorApp simulator, boolean replayed) {
    /// Simulated hours may pass within a fraction of a second.
    private static final String POLL_INTERVAL = "200ms";
    /// In our own time: however fast simulated time runs, a snapshot of coins is taken no more often.
    private static final String SNAPSHOT_EVERY = "1m";

    static SimulatorConfig.Source source(DemoOptions options) {
        return options.replay() != null
                ? new SimulatorConfig.Replay(options.replay())
                : new SimulatorConfig.Seeded(options.seed(), Duration.ofDays(options.historyDays()), options.speed(),
                        options.once()).with(Dialects.demoMarkets());
    }

    /// Settings of the producers by their names, those of Kafka and the registry left out. Every market that is served is
    /// tracked.
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(Map.of("PRODUCERS_MEMBER", "demo", "PRODUCERS_TOP", "0",
                "PRODUCERS_QUOTES", "*", "PRODUCERS_POLL_INTERVAL", POLL_INTERVAL));
        SortedSet<String> fetched = new TreeSet<>(
                simulator.expectedCandles().markets().keySet().stream().map(Market::exchange).toList());
        Collection<String> listed = replayed ? fetched : simulator.venues().keySet();
        settings.put("PRODUCERS_VENUES", String.join(",", fetched));
        settings.put("PRODUCERS_LISTINGS", String.join(",", listed));
        settings.putAll(listed.stream()
                .collect(Collectors.toMap(exchange -> "PRODUCERS_" + exchange.toUpperCase(Locale.ROOT) + "_URL",
                        exchange -> simulator.venueUrl(exchange).toString())));
        settings.putAll(replayed ? Map.of("COINGECKO_ENABLED", "false") : coinGecko());
        return settings;
    }

    private Map<String, String> coinGecko() {
        return Map.of("COINGECKO_BASE_URL", simulator.venueUrl(SimulatedCoinGecko.NAME).toString(), "COINGECKO_TIER",
                "DEMO", "COINGECKO_KEY", SimulatedCoinGecko.DEMO_KEY, "COINGECKO_EVERY", SNAPSHOT_EVERY);
    }

    /// A market that is served, for the queries to try: Bitcoin at Binance if there is one.
    Market example() {
        Market bitcoin = new Market("binance", "BTC/USDT");
        Collection<Market> markets = simulator.expectedCandles().markets().keySet();
        return markets.contains(bitcoin)
                ? bitcoin
                : markets.stream().min((one, other) -> one.key().compareTo(other.key())).orElse(bitcoin);
    }
}
