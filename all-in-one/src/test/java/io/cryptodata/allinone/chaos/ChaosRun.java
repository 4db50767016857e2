package io.cryptodata.allinone.chaos;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.Supervisor;
import io.cryptodata.allinone.ingest.AcceleratedClock;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.service.topic.TopicReader;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.faults.FaultPlan;
import io.cryptodata.simulator.faults.FaultProfile;
import io.cryptodata.simulator.market.VenueMarkets;
import io.cryptodata.simulator.market.World;
import io.cryptodata.simulator.venue.ServedCandles;
import io.cryptodata.simulator.venue.SimulatedVenue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// One chaos run: a broker and a registry of its own, simulated venues with many faults, and one or two producer processes.
record ChaosRun(ChaosOptions options, Path folder, Consumer<String> out) {
    private static final Path MODULE = Path.of(System.getProperty("repository.root", ".."), "all-in-one");
    static final Instant START = SimulatorConfig.SEEDED_START.plus(Duration.ofMinutes(1));
    private static final Duration STALL = Duration.ofSeconds(2);
    /// Producers read a venue's clock about once a second, which is some simulated hours at full speed. A candle that closed
    /// since the last reading is not proven to be closed and is fetched again.
    private static final Duration CLOCK_LAG = Duration.ofHours(4);

    ChaosReport run() throws InterruptedException, IOException {
        EmbeddedPorts ports = EmbeddedPorts.free();
        EmbeddedConfig config = new EmbeddedConfig(folder, Optional.empty(), MODULE.resolve("target/registry"),
                Optional.of(MODULE.resolve("target/postgres-programs")), 1 << 20, ports);
        try (EmbeddedRuntime runtime = EmbeddedRuntime.prepare(config, DataFolder.FreeSpace.ofDisk());
                Supervisor runner = new Supervisor(event -> {})) {
            start(runtime, runner);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", runtime.broker().bootstrap()))) {
                TopicAdmin.ensure(admin, Topics.catalogue(), 1);
            }
            SchemaRegistrar.register(runtime.registry().url());
            return withSimulator(runtime);
        }
    }

    /// One run at a time: the first one unpacks PostgreSQL for all.
    private static void start(EmbeddedRuntime runtime, Supervisor runner) throws IOException {
        try (FileChannel file = FileChannel.open(MODULE.resolve("target/chaos.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = file.lock()) {
            runner.start(List.of(runtime.broker(), runtime.database(), runtime.registry()));
        }
    }

    private ChaosReport withSimulator(EmbeddedRuntime runtime) throws InterruptedException {
        ChaosClock clock = new ChaosClock(START, options.endAfter(START), options.hoursPerSecond() * 3600,
                System::nanoTime);
        clock.useRealTime();
        FaultProfile faults = options.faults(STALL);
        VenueMarkets markets = VenueMarkets.everywhere(ChaosOptions.VENUES,
                new VenueMarkets.Count(options.marketsOfEachKind(), options.marketsOfEachKind()));
        SimulatorConfig simulated = new SimulatorConfig(0, folder.resolve("simulator"), new SimulatorConfig.Seeded(
                options.seed(), ChaosOptions.HISTORY, options.hoursPerSecond(), true, markets, faults));
        try (SimulatorApp simulator = new SimulatorApp(simulated, clock, new AcceleratedClock())) {
            return withMembers(runtime, clock, simulator);
        }
    }

    private ChaosReport withMembers(EmbeddedRuntime runtime, ChaosClock clock, SimulatorApp simulator)
            throws InterruptedException {
        long start = System.nanoTime();
        String bootstrap = runtime.broker().bootstrap();
        World world = simulator.world().orElseThrow();
        PermanentHoles holes = new PermanentHoles(simulator, options.endAfter(START));
        try (Poison poison = new Poison(bootstrap);
                ChaosState state = new ChaosState(bootstrap, runtime.registry().url(),
                        exchange -> simulator.venue(exchange).clock().now(), world, poison, holes);
                Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            LastServed lastServed = new LastServed();
            ServedCandles served = new ServedCandles(START.minus(ChaosOptions.HISTORY).minus(Duration.ofDays(1)),
                    CLOCK_LAG);
            simulator.venues().values().forEach(venue -> venue.observe(page -> {
                simulator.served().accept(page);
                served.accept(page);
                lastServed.accept(page);
            }));
            AtomicBoolean wrongClocks = new AtomicBoolean();
            simulator.plans().forEach((exchange, plan) -> simulator.venue(exchange)
                    .inject(new WrongClocks(plan, wrongClocks)));
            simulator.start();
            out.accept("  seed " + options.seed() + ": " + world.events().size() + " market events, without "
                    + options.without());
            ChaosMembers members = new ChaosMembers(admin, name -> settings(runtime, simulator, name), folder);
            new ChaosSchedule(options, clock, state, members, poison, wrongClocks, out).run();
            return report(runtime, new ExpectedHours(simulator, served, lastServed, holes), state, poison,
                    (System.nanoTime() - start) / 1e9);
        }
    }

    private ChaosReport report(EmbeddedRuntime runtime, ExpectedHours expected, ChaosState state, Poison poison,
            double seconds) {
        SimulatorApp simulator = expected.simulator();
        String bootstrap = runtime.broker().bootstrap();
        try (Serde<Candle> candles = AvroSerdes.of(Candle.class, runtime.registry().url());
                TopicReader<String, Candle> topic = ChaosState.readerOf(bootstrap, TopicName.CANDLES_1H,
                        candles.deserializer());
                Serde<CoinMarket> coins = AvroSerdes.of(CoinMarket.class, runtime.registry().url());
                TopicReader<String, CoinMarket> snapshots = ChaosState.readerOf(bootstrap, TopicName.COINGECKO_MARKETS,
                        coins.deserializer());
                TopicReader<String, byte[]> quarantine = ChaosState.readerOf(bootstrap, TopicName.CANDLES_QUARANTINE,
                        new ByteArrayDeserializer())) {
            topic.readToEnd(record -> expected.checkCandle(record.value()));
            List<CoinMarket> rows = new ArrayList<>();
            snapshots.readToEnd(record -> rows.add(record.value()));
            CoinSnapshots.problems(rows).forEach(expected::problem);
            AtomicLong quarantined = new AtomicLong();
            quarantine.readToEnd(_ -> quarantined.incrementAndGet());
            expected.checkServedHours();
            expected.checkOrder();
            state.ledgers().forEach(entry -> expected.checkLedger(entry, state.isTracked(entry)));
            expected.checkBudgets();
            new DeadLetters(bootstrap).missing(poison).forEach(expected::problem);
            state.wronglyTracked().forEach(expected::problem);
            state.incomplete().forEach(market -> expected.problem(market + " is still incomplete at the end"));
            return new ChaosReport(options, state.ledgers().size(), expected.served(), expected.candles(),
                    expected.revised(), expected.late(), quarantined.get(), state.confirmedEmpty(),
                    expected.holes(),
                    simulator.plans().values().stream().map(FaultPlan::counts)
                            .mapToLong(kinds -> kinds.values().stream().mapToLong(Long::longValue).sum()).sum(),
                    simulator.venues().values().stream().mapToLong(SimulatedVenue::requests).sum(), seconds,
                    expected.problems());
        }
    }

    private Map<String, String> settings(EmbeddedRuntime runtime, SimulatorApp simulator, String member) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "BOOTSTRAP_SERVERS", runtime.broker().bootstrap(),
                "REGISTRY_URL", runtime.registry().url(),
                "MEMBER", member,
                "VENUES", String.join(",", ChaosOptions.VENUES),
                "LISTINGS", String.join(",", ChaosOptions.VENUES),
                "QUOTES", "USDT,BTC,EUR",
                "TOP", "0",
                "POLL_INTERVAL", "200ms",
                "CONCURRENCY", "16"));
        ChaosOptions.VENUES.forEach(venue -> settings.put(venue.toUpperCase(Locale.ROOT) + "_URL",
                simulator.venueUrl(venue).toString()));
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(ProducersConfig.PREFIX + name, value));
        prefixed.put("COINGECKO_BASE_URL", simulator.venueUrl("coingecko").toString());
        prefixed.put("COINGECKO_TIER", "DEMO");
        prefixed.put("COINGECKO_KEY", SimulatedCoinGecko.DEMO_KEY);
        prefixed.put("COINGECKO_EVERY", "1m");
        return prefixed;
    }
}
