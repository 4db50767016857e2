package io.cryptodata.allinone.chaos;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.allinone.embedded.Supervisor;
import io.cryptodata.allinone.ingest.AcceleratedClock;
import io.cryptodata.producers.ProducersApp;
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
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko;
import io.cryptodata.simulator.market.VenueMarkets;
import io.cryptodata.simulator.faults.FaultPlan;
import io.cryptodata.simulator.faults.FaultProfile;
import io.cryptodata.simulator.venue.ServedCandles;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One chaos run: a broker and a registry of its own, simulated venues with many faults, and one or two producer processes.
record ChaosRun(ChaosOptions options, Path folder, Consumer<String> out) {
    private static final Path MODULE = Path.of(System.getProperty("repository.root", ".."), "all-in-one");
    private static final Instant START = SimulatorConfig.SEEDED_START.plus(Duration.ofMinutes(1));
    private static final Duration SILENCE = Duration.ofSeconds(2);
    /// Producers read a venue's clock about once a second, which is some simulated hours at full speed. A candle that closed
    /// since the last reading is not proven to be closed and is fetched again.
    private static final Duration CLOCK_LAG = Duration.ofHours(4);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);
    private static final Duration POLL_EVERY = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_EXTRA_HOURS = 12;
    private static final double KILLED_AT = 0.35;
    private static final double RESTARTED_AT = 0.55;

    ChaosReport run() throws InterruptedException {
        EmbeddedPorts ports = EmbeddedPorts.of(LocalPort.free(), LocalPort.free(), LocalPort.free(), LocalPort.free());
        EmbeddedConfig config = new EmbeddedConfig(folder, Optional.empty(), MODULE.resolve("target/registry"),
                Optional.of(MODULE.resolve("target/postgres-programs")), 1 << 20, ports);
        try (EmbeddedRuntime runtime = EmbeddedRuntime.prepare(config, DataFolder.FreeSpace.ofDisk());
                Supervisor runner = new Supervisor(event -> {})) {
            runner.start(List.of(runtime.broker(), runtime.database(), runtime.registry()));
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", runtime.broker().bootstrap()))) {
                TopicAdmin.ensure(admin, Topics.catalogue(), 1);
            }
            SchemaRegistrar.register(runtime.registry().url());
            return withSimulator(runtime);
        }
    }

    private ChaosReport withSimulator(EmbeddedRuntime runtime) throws InterruptedException {
        ChaosClock clock = new ChaosClock(START, options.endAfter(START), options.hoursPerSecond() * 3600,
                System::nanoTime);
        long start = System.nanoTime();
        FaultProfile faults = FaultProfile.many(options.seed()).withLength(options.faultPeriod()).withStall(SILENCE);
        VenueMarkets markets = VenueMarkets.everywhere(ChaosOptions.VENUES,
                new VenueMarkets.Count(options.marketsOfEachKind(), options.marketsOfEachKind()));
        SimulatorConfig simulated = new SimulatorConfig(0, folder.resolve("simulator"), new SimulatorConfig.Seeded(
                options.seed(), ChaosOptions.HISTORY, options.hoursPerSecond(), true, markets, faults));
        try (SimulatorApp simulator = new SimulatorApp(simulated, clock, new AcceleratedClock());
                ChaosState state = new ChaosState(runtime.broker().bootstrap(), runtime.registry().url(),
                        exchange -> clock.now().plus(faults.skewOf(exchange)), simulator.world().orElseThrow())) {
            LastServed lastServed = new LastServed();
            ServedCandles served = new ServedCandles(START.minus(ChaosOptions.HISTORY).minus(Duration.ofDays(1)),
                    CLOCK_LAG);
            simulator.venues().values().forEach(venue -> venue.observe(page -> {
                simulator.served().accept(page);
                served.accept(page);
                lastServed.accept(page);
            }));
            simulator.start();
            out.accept("  seed " + options.seed() + ": " + simulator.world().orElseThrow().events().size()
                    + " market events, " + faults);
            fetch(runtime, simulator, new Progress(clock, state));
            return report(runtime, new ExpectedHours(simulator, served, lastServed), state,
                    (System.nanoTime() - start) / 1e9);
        }
    }

    private void fetch(EmbeddedRuntime runtime, SimulatorApp simulator, Progress progress) {
        ProducersConfig config = ProducersConfig.from(settings(runtime, simulator, "first"));
        try (ProducersApp first = AcceleratedClock.producers(config, new SimpleMeterRegistry())) {
            first.start();
            awaitCaughtUp(progress);
            if (options.members() == 1) {
                runUntil(progress, options.endAfter(START), "");
            } else {
                withSecondMember(first, progress, settings(runtime, simulator, "second"));
            }
            settle(progress);
        }
    }

    /// A second process shares the work, is killed during the run, and is started again. Simulated time runs as wall time
    /// while partitions are reassigned: a rebalance of some seconds must not last many simulated hours.
    private void withSecondMember(ProducersApp first, Progress progress, Map<String, String> settings) {
        Path log = folder.resolve("second-member.log");
        progress.clock().useRealTime();
        try (ChaosMember second = ChaosMember.start(settings, log)) {
            await(() -> held(first) < Topics.DEFAULT_PARTITIONS, () -> "waiting for the second process");
            awaitCaughtUp(progress);
            runUntil(progress, at(KILLED_AT), ", two processes");
            requireAlive(second, log);
            progress.clock().useRealTime();
        }
        await(() -> held(first) == Topics.DEFAULT_PARTITIONS, () -> "waiting for the first process to take over");
        awaitCaughtUp(progress);
        runUntil(progress, at(RESTARTED_AT), ", the second process was killed");
        progress.clock().useRealTime();
        try (ChaosMember restarted = ChaosMember.start(settings, log)) {
            await(() -> held(first) < Topics.DEFAULT_PARTITIONS, () -> "waiting for the second process");
            awaitCaughtUp(progress);
            runUntil(progress, options.endAfter(START), ", two processes again");
            requireAlive(restarted, log);
        }
    }

    private static void requireAlive(ChaosMember second, Path log) {
        if (!second.isAlive()) {
            throw new AssertionError("the second producer process has exited, see " + log);
        }
    }

    /// Simulated time and how far the producers are.
    private record Progress(ChaosClock clock, ChaosState state) {}

    /// Runs in real time until every closed hour has been fetched or the timeout expires.
    private void awaitCaughtUp(Progress progress) {
        progress.clock().useRealTime();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        await(() -> progress.state().isCaughtUp() || System.nanoTime() > deadline, () -> "waiting until all markets are caught up");
    }

    /// Lets simulated time pass up to `until`.
    private void runUntil(Progress progress, Instant until, String members) {
        SpeedGovernor governor = new SpeedGovernor(progress.clock(), progress.state(), System::nanoTime);
        await(() -> {
            governor.adjust();
            return !progress.clock().now().isBefore(until);
        }, () -> progress.clock().now() + members + governor.describe());
    }

    private static int held(ProducersApp app) {
        return app.status().group().held().size();
    }

    private Instant at(double part) {
        return START.plusMillis((long) (options.faultPeriod().toMillis() * part));
    }

    /// Waits until every expected hour is present; holes that need another recheck get more simulated hours.
    private void settle(Progress progress) {
        ChaosClock clock = progress.clock();
        ChaosState state = progress.state();
        clock.useFullSpeed();
        for (int extra = 0; extra <= MAX_EXTRA_HOURS; extra++) {
            long deadline = System.nanoTime() + TIMEOUT.toNanos();
            while (System.nanoTime() < deadline) {
                if (clock.hasEnded() && state.incomplete().isEmpty()) {
                    return;
                }
                LockSupport.parkNanos(POLL_EVERY.toNanos());
            }
            out.accept("  seed " + options.seed() + ": still incomplete: " + state.incomplete());
            clock.extend(Duration.ofHours(1));
        }
    }

    private ChaosReport report(EmbeddedRuntime runtime, ExpectedHours expected, ChaosState state, double seconds) {
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
            state.ledgers().forEach(entry -> expected.checkLedger(entry, state.isTracked(entry)));
            expected.checkBudgets();
            state.incomplete().forEach(market -> expected.problem(market + " is still incomplete at the end"));
            return new ChaosReport(options, state.ledgers().size(), expected.served(), expected.candles(),
                    expected.revised(), quarantined.get(), state.confirmedEmpty(),
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
                "VENUES", String.join(",", ChaosOptions.CANDLE_VENUES),
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

    private void await(BooleanSupplier condition, Supplier<String> progress) {
        long reported = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - reported > REPORT_EVERY.toNanos()) {
                reported = System.nanoTime();
                out.accept("  seed " + options.seed() + ": " + progress.get());
            }
            LockSupport.parkNanos(POLL_EVERY.toNanos());
        }
    }
}
