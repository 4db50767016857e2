package io.cryptodata.allinone.demo;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.coingecko.CoinGeckoConfig;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.venues.Dialects;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The demo's venues, and how the producers poll them: in the seeded market all venues and CoinGecko, in a replay only the
/// venues of the files.
record DemoVenues(SimulatorApp simulator, boolean replayed) {
    /// Simulated hours may pass within a fraction of a second.
    /// a gap in a file is the same on every occasion
    private static final Duration OCCASION_GAP = Duration.ofSeconds(1);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    /// in real time, at any speed of simulated time
    private static final Duration SNAPSHOT_INTERVAL = Duration.ofMinutes(1);

    static SimulatorConfig.Source source(DemoOptions options) {
        return options.replay() != null
                ? new SimulatorConfig.Replay(options.replay())
                : new SimulatorConfig.Seeded(options.seed(), Duration.ofDays(options.historyDays()), options.speed(),
                        options.once()).with(Dialects.demoMarkets());
    }

    /// The producers' configuration, without the addresses of Kafka and the registry. Every market that is served is
    /// tracked.
    ProducersConfig producersConfig() {
        SortedSet<String> fetched = new TreeSet<>(
                simulator.expectedCandles().markets().keySet().stream().map(Market::exchange).toList());
        Collection<String> listed = replayed ? fetched : simulator.venues().keySet();
        ProducersConfig config = ProducersConfig.defaults().withMember("demo")
                .withVenues(venues(fetched), venues(listed)).withEveryMarket().withPollInterval(POLL_INTERVAL)
                .withCoinGecko(coinGecko());
        return replayed ? config.withOccasionGap(OCCASION_GAP) : config;
    }

    private List<ProducersConfig.Venue> venues(Collection<String> exchanges) {
        return exchanges.stream().map(exchange -> ProducersConfig.Venue.at(exchange, simulator.venueUrl(exchange)))
                .toList();
    }

    private CoinGeckoConfig coinGecko() {
        return replayed
                ? CoinGeckoConfig.keyless().disabled()
                : CoinGeckoConfig.keyless().at(simulator.venueUrl(SimulatedCoinGecko.NAME))
                        .withDemoKey(SimulatedCoinGecko.DEMO_KEY).withEvery(SNAPSHOT_INTERVAL);
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
