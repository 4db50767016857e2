package io.cryptodata.allinone.demo;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.config.ProducersConfig;
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

/// The demo's venues, and how the producers poll them: in the seeded market all venues and CoinGecko, in a replay only the
/// venues of the files.
record DemoVenues(SimulatorApp simulator, boolean replayed) {
    /// Simulated hours may pass within a fraction of a second.
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    /// in real time, at any speed of simulated time
    private static final Duration SNAPSHOT_INTERVAL = Duration.ofMinutes(1);

    static SimulatorConfig.Source source(DemoOptions options) {
        return options.replay() != null
                ? new SimulatorConfig.Replay(options.replay())
                : new SimulatorConfig.Seeded(options.seed(), Duration.ofDays(options.historyDays()), options.speed(),
                        options.once()).with(Dialects.demoMarkets());
    }

    /// The producers' configuration. Every market that is served is tracked.
    ProducersConfig producersConfig(String bootstrap, String registryUrl) {
        Map<String, String> settings = new TreeMap<>(Map.of("PRODUCERS_MEMBER", "demo", "PRODUCERS_TOP", "0",
                "PRODUCERS_QUOTES", "*", "PRODUCERS_POLL_INTERVAL", POLL_INTERVAL.toMillis() + "ms"));
        settings.put("PRODUCERS_BOOTSTRAP_SERVERS", bootstrap);
        settings.put("PRODUCERS_REGISTRY_URL", registryUrl);
        SortedSet<String> fetched = new TreeSet<>(
                simulator.expectedCandles().markets().keySet().stream().map(Market::exchange).toList());
        Collection<String> listed = replayed ? fetched : simulator.venues().keySet();
        settings.put("PRODUCERS_VENUES", String.join(",", fetched));
        settings.put("PRODUCERS_LISTINGS", String.join(",", listed));
        listed.forEach(exchange -> settings.put("PRODUCERS_" + exchange.toUpperCase(Locale.ROOT) + "_URL",
                simulator.venueUrl(exchange).toString()));
        settings.putAll(replayed ? Map.of("COINGECKO_ENABLED", "false") : coinGecko());
        return ProducersConfig.from(settings);
    }

    private Map<String, String> coinGecko() {
        return Map.of("COINGECKO_BASE_URL", simulator.venueUrl(SimulatedCoinGecko.NAME).toString(), "COINGECKO_TIER",
                "DEMO", "COINGECKO_KEY", SimulatedCoinGecko.DEMO_KEY, "COINGECKO_EVERY",
                SNAPSHOT_INTERVAL.toMinutes() + "m");
    }

    /// A market that is served, for the example queries: Bitcoin at Binance if it is served.
    Market example() {
        Market bitcoin = new Market("binance", "BTC/USDT");
        Collection<Market> markets = simulator.expectedCandles().markets().keySet();
        return markets.contains(bitcoin)
                ? bitcoin
                : markets.stream().min((one, other) -> one.key().compareTo(other.key())).orElse(bitcoin);
    }
}
