package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.Endpoints;
import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.allinone.embedded.StartException;
import io.cryptodata.allinone.embedded.WorkerSettings;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.MarketStatus;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.schemas.SchemaRegistrar;
import io.cryptodata.schemas.TopicAdmin;
import io.cryptodata.schemas.Topics;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.SimulatorConfig;
import io.cryptodata.simulator.market.Expectation;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import io.cryptodata.streams.StreamsApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which parts a demo runs, in the order in which they start, and what can be asked of them.
final class DemoParts {
    private final EmbeddedRuntime servers;
    private final SimulatorApp simulator;
    private final AppPart<ProducersApp> producers;
    private final AppPart<StreamsApp> streams;
    private final AppPart<SinksApp> sinks;
    private final List<Part> all = new ArrayList<>();

    DemoParts(EmbeddedRuntime servers, SimulatorApp simulator) {
        this.servers = servers;
        this.simulator = simulator;
        DemoApps apps = new DemoApps(servers);
        this.producers = apps.producers(simulator::venueUrl);
        this.streams = apps.streams();
        this.sinks = apps.sinks();
        all.addAll(List.of(servers.diskSpace(), servers.broker(), servers.database(), servers.registry()));
        all.addAll(List.of(topics(), schemas(), tables()));
        all.addAll(List.of(servers.connect(), sinks, streams, new SimulatorPart(simulator), producers));
    }

    /// In the order in which they start.
    List<Part> all() {
        return all;
    }

    /// Whether the part of that name is one that runs, not a step that is done once.
    boolean isRunning(String name) {
        return all.stream().noneMatch(part -> part instanceof SetupStep && part.name().equals(name));
    }

    private Part topics() {
        return new SetupStep("topics", "creating topics", () -> {
            try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap()))) {
                TopicAdmin.Ensured done = TopicAdmin.ensure(admin, Topics.catalogue(), 1);
                return done.created().size() + " created, " + done.present().size() + " were there";
            }
        });
    }

    private Part schemas() {
        return new SetupStep("schemas", "registering schemas",
                () -> SchemaRegistrar.register(servers.registry().url()).size() + " subjects, BACKWARD_TRANSITIVE");
    }

    private Part tables() {
        return new SetupStep("tables", "migrating the database",
                () -> Migrations.migrate(database(), Migrations.PATIENCE).toString());
    }

    DatabaseAccess database() {
        return new DatabaseAccess(servers.database().url(), DemoApps.DATABASE_USER, DemoApps.DATABASE_PASSWORD);
    }

    String bootstrap() {
        return servers.broker().bootstrap();
    }

    /// A market that is served, for the queries to try.
    String exampleAsset() {
        List<String> assets = simulator.expectation().markets().keySet().stream().map(Market::asset).sorted().toList();
        return assets.contains("BTC/USDT") || assets.isEmpty() ? "BTC/USDT" : assets.getFirst();
    }

    /// What must have landed in the end, as the simulator knows it.
    Expected expected() {
        Expectation expectation = simulator.expectation();
        Map<String, Long> candles = new HashMap<>();
        expectation.markets().forEach((market, owes) -> candles.put(market.key(), (long) owes.acceptable()));
        return new Expected(candles, expectation.bad(), expectation.superseded(), simulator.skippedFiles().size());
    }

    boolean sinksAreHealthy() {
        return sinks.ask(SinksApp::isHealthy).orElse(false);
    }

    boolean everythingPublished() {
        return producers.ask(ProducersApp::caughtUp).orElse(false);
    }

    boolean everythingFolded() {
        return everythingPublished() && streams.ask(app -> app.lag().orElse(1)).orElse(1L) == 0;
    }

    /// How many rows were quarantined, as the ledgers say.
    long quarantined() {
        Optional<Long> rows = producers
                .ask(app -> app.status().markets().stream().mapToLong(MarketStatus::quarantined).sum());
        return rows.orElse(0L);
    }

    /// Tells commands from other processes where everything is.
    void writeEndpoints() {
        try {
            new Endpoints(Map.of(Endpoints.KAFKA_BOOTSTRAP, bootstrap(), Endpoints.REGISTRY_URL,
                    servers.registry().url(), Endpoints.CONNECT_URL, servers.connect().url(), Endpoints.DATABASE_URL,
                    servers.database().url(), Endpoints.SIMULATOR_URL, simulator.baseUrl().toString()))
                    .write(servers.folder());
        } catch (IOException failed) {
            throw new StartException("Cannot write " + servers.folder().run() + ": "
                    + failed.getMessage() + ". Is the disk full?", failed);
        }
    }

    void removeEndpoints() {
        try {
            Endpoints.remove(servers.folder());
        } catch (IOException failed) {
            throw new IllegalStateException("cannot remove " + servers.folder().run(), failed);
        }
    }

    static SimulatorConfig simulatorConfig(DemoOptions options) {
        return new SimulatorConfig(options.ports().simulator(), DemoMarket.of(options).folderIn(options.data()),
                source(options));
    }

    private static SimulatorConfig.Source source(DemoOptions options) {
        Path replay = options.replay();
        return replay != null
                ? new SimulatorConfig.Replay(replay, Set.of(DemoApps.VENUE))
                : new SimulatorConfig.Seeded(options.seed(), Duration.ofDays(options.historyDays()), options.speed(),
                        options.once());
    }

    static EmbeddedConfig embeddedConfig(DemoOptions options) {
        DemoOptions.Ports ports = options.ports();
        EmbeddedPorts loopback = EmbeddedPorts.of(ports.kafka(), ports.registry(), ports.connect(), ports.database());
        return new EmbeddedConfig(options.data(), Optional.of(DemoMarket.of(options).name()),
                DemoApps.registryPrograms(), Optional.empty(),
                options.minimumFreeBytes(), loopback).withConnectPlugins(WorkerSettings.builtPlugins());
    }
}
