package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.allinone.embedded.WorkerConfig;
import io.cryptodata.allinone.product.ProductApps;
import io.cryptodata.allinone.product.ProductParts;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.status.MarketStatus;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.market.ExpectedCandles;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.CleanupConfig;
import io.cryptodata.sinks.database.DatabaseAccess;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The product with simulated venues beside it, and what can be asked of its parts.
final class DemoParts {
    private final ProductParts product;
    private final SimulatorApp simulator;
    private final DemoVenues venues;

    /// @param replayed whether candle files are served
    DemoParts(EmbeddedRuntime servers, SimulatorApp simulator, boolean replayed) {
        this.simulator = simulator;
        this.venues = new DemoVenues(simulator, replayed);
        this.product = new ProductParts(servers, () -> producersConfig(servers), List.of(new SimulatorPart(simulator)),
                simulator.clock()::now, CleanupConfig.never()); // the demo counts a row per candle and timeframe
    }

    private ProducersConfig producersConfig(EmbeddedRuntime servers) {
        Map<String, String> settings = new HashMap<>(venues.settings());
        settings.put(ProducersConfig.PREFIX + "BOOTSTRAP_SERVERS", servers.broker().bootstrap());
        settings.put(ProducersConfig.PREFIX + "REGISTRY_URL", servers.registry().url());
        return ProducersConfig.from(settings);
    }

    /// The parts of the product, and the simulated venues among them.
    ProductParts product() {
        return product;
    }

    DatabaseAccess database() {
        return product.database();
    }

    String bootstrap() {
        return product.bootstrap();
    }

    /// A market that is served, for the queries to try.
    Market example() {
        return venues.example();
    }

    /// What must have landed in the end, as the simulator knows it.
    Expected expected() {
        ExpectedCandles expectation = simulator.expectedCandles();
        Map<String, Long> candles = new HashMap<>();
        expectation.markets().forEach((market, owes) -> candles.put(market.key(), (long) owes.acceptable()));
        return new Expected(candles, expectation.quarantined(), expectation.superseded(), simulator.skippedFiles().size());
    }

    boolean sinksAreHealthy() {
        return product.sinks().ask(SinksApp::isHealthy).orElse(false);
    }

    boolean everythingPublished() {
        return product.producers().ask(ProducersApp::caughtUp).orElse(false);
    }

    boolean everythingFolded() {
        return everythingPublished() && product.streams().ask(app -> app.lag().orElse(1)).orElse(1L) == 0;
    }

    /// How many rows were quarantined, as the ledgers say.
    long quarantined() {
        Optional<Long> rows = product.producers()
                .ask(app -> app.status().markets().stream().mapToLong(MarketStatus::quarantined).sum());
        return rows.orElse(0L);
    }

    /// Where everything is, the simulated venues included.
    Map<String, String> endpoints() {
        Map<String, String> all = new HashMap<>(product.endpoints());
        all.put(Endpoints.SIMULATOR_URL, simulator.baseUrl().toString());
        return all;
    }

    static SimulatorConfig simulatorConfig(DemoOptions options) {
        return new SimulatorConfig(options.ports().simulator(), DemoMarket.of(options).folderIn(options.data()),
                DemoVenues.source(options));
    }

    static EmbeddedConfig embeddedConfig(DemoOptions options) {
        DemoOptions.Ports ports = options.ports();
        EmbeddedPorts loopback = EmbeddedPorts.of(ports.kafka(), ports.registry(), ports.connect(), ports.database());
        return new EmbeddedConfig(options.data(), Optional.of(DemoMarket.of(options).name()),
                ProductApps.registryPrograms(), Optional.empty(),
                options.minimumFreeBytes(), loopback).withConnectPlugins(WorkerConfig.builtPlugins());
    }
}
