package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.product.ProductParts;
import io.cryptodata.allinone.product.TopicsStep;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.producers.status.MarketStatus;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.topic.GroupLag;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.CleanupConfig;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.config.StreamsConfig;
import io.cryptodata.streams.runtime.StreamsProperties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The product with simulated venues, and queries about its progress.
final class DemoParts {
    private final ProductParts product;
    private final SimulatorApp simulator;
    private final DemoVenues venues;

    DemoParts(EmbeddedRuntime servers, SimulatorApp simulator, DemoOptions options) {
        this.simulator = simulator;
        this.venues = new DemoVenues(simulator, options.replay() != null);
        // no cleanup: the number of rows of a run must not depend on the day of the week
        this.product = new ProductParts(servers, new TopicsStep(servers),
                new ProductParts.Configs(() -> producersConfig(servers), StreamsConfig.from(Map.of()),
                        SinksConfig.from(Map.of()).withCleanup(CleanupConfig.never()),
                        options.api().onPort(options.ports().api())),
                List.of(new SimulatorPart(simulator)), simulator.clock()::now);
    }

    private ProducersConfig producersConfig(EmbeddedRuntime servers) {
        return venues.producersConfig().withServers(servers.broker().bootstrap(),
                URI.create(servers.registry().url()));
    }

    /// The parts of the product, including the simulated venues.
    ProductParts product() {
        return product;
    }

    DatabaseAccess database() {
        return product.database(DatabaseRole.WRITER);
    }

    String bootstrap() {
        return product.bootstrap();
    }

    /// The simulated venues.
    SimulatorApp simulator() {
        return simulator;
    }

    /// A market that is served, for the example queries.
    Market example() {
        return venues.example();
    }

    /// The rows that must be in the database in the end, by the simulator's count.
    ExpectedRows expected() {
        return new ExpectedRows(simulator.expectedCandles(), simulator.skippedFiles().size());
    }

    boolean sinksAreHealthy() {
        return product.sinks().service().map(SinksApp::isHealthy).orElse(false);
    }

    boolean everythingPublished() {
        return product.producers().service().map(ProducersApp::caughtUp).orElse(false);
    }

    boolean everythingFolded() {
        return everythingPublished() && product.streams().service().map(app -> app.lag().orElse(1)).orElse(1L) == 0;
    }

    /// How far each step has come, for a run that makes no progress.
    List<String> steps() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap()))) {
            return List.of(
                    "producers " + (everythingPublished() ? "published everything" : "have not published everything"),
                    "streams " + behind(admin, StreamsProperties.APPLICATION_ID, TopicName.CANDLES_1H) + ", "
                            + product.streams().service().<Object>map(StreamsApp::health).orElse("not started"),
                    "sink of candles " + behind(admin, "connect-sink-candles-1h", TopicName.CANDLES_1H),
                    "sink of indicators " + behind(admin, "connect-sink-indicators", TopicName.INDICATORS));
        }
    }

    private static String behind(Admin admin, String group, String topic) {
        OptionalLong lag = GroupLag.measure(admin, group, topic);
        return lag.isPresent()
                ? "%,d records of %s behind".formatted(lag.getAsLong(), topic)
                : "unknown, because the broker does not respond";
    }

    /// The number of quarantined rows, by the ledgers.
    long quarantined() {
        return product.producers().service()
                .map(app -> app.status().markets().stream().mapToLong(MarketStatus::quarantined).sum()).orElse(0L);
    }

    /// The addresses of the servers and of the simulated venues.
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
        return EmbeddedConfig.ofBuild(options.data(), DemoMarket.of(options).name(), options.disk(),
                loopback).withHttp(options.http());
    }
}
