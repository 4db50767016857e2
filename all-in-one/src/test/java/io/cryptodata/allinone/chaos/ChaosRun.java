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
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.SimulatorConfig;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko;
import io.cryptodata.simulator.market.VenueMarkets;
import io.cryptodata.simulator.plan.FaultPlan;
import io.cryptodata.simulator.plan.FaultProfile;
import io.cryptodata.simulator.plan.ServedCandles;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One run under fire: a broker and a registry of its own, simulated venues in a very bad mood, and one or two producer
/// processes.
record ChaosRun(ChaosOptions options, Path folder, Consumer<String> out) {
    private static final Path MODULE = Path.of(System.getProperty("repository.root", ".."), "all-in-one");
    private static final Instant START = SimulatorConfig.SEEDED_START.plus(Duration.ofMinutes(1));
    private static final Duration SILENCE = Duration.ofSeconds(2);
    /// Whoever asks knows the venue's clock as of the last look at it, which is a second old and, as fast as time is here,
    /// some hours. What closed since is not proven to be closed, and is asked for again.
    private static final Duration KNOWN = Duration.ofHours(4);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MORE_HOURS = 12;
    private static final double KILLED_AT = 0.35;
    private static final double BACK_AT = 0.55;

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
            return underFire(runtime);
        }
    }

    private ChaosReport underFire(EmbeddedRuntime runtime) throws InterruptedException {
        ChaosClock clock = new ChaosClock(START, options.endAfter(START), options.hoursPerSecond() * 3600,
                System::nanoTime);
        long began = System.nanoTime();
        FaultProfile unrest = FaultProfile.many(options.seed()).lasting(options.unrest()).withSilence(SILENCE);
        VenueMarkets markets = VenueMarkets.everywhere(ChaosOptions.VENUES,
                new VenueMarkets.Count(options.ofEachKind(), options.ofEachKind()));
        SimulatorConfig simulated = new SimulatorConfig(0, folder.resolve("simulator"), new SimulatorConfig.Seeded(
                options.seed(), ChaosOptions.HISTORY, options.hoursPerSecond(), true, markets, unrest));
        try (SimulatorApp simulator = new SimulatorApp(simulated, clock, new AcceleratedClock());
                ChaosState state = new ChaosState(runtime.broker().bootstrap(), runtime.registry().url(),
                        exchange -> clock.now().plus(unrest.skewOf(exchange)), simulator.world().orElseThrow())) {
            LastServed lastServed = new LastServed();
            ServedCandles served = new ServedCandles(START.minus(ChaosOptions.HISTORY).minus(Duration.ofDays(1)),
                    KNOWN);
            simulator.venues().values().forEach(venue -> venue.observe(page -> {
                simulator.served().accept(page);
                served.accept(page);
                lastServed.accept(page);
            }));
            simulator.start();
            out.accept("  seed " + options.seed() + ": " + simulator.world().orElseThrow().events().size()
                    + " events of markets, " + unrest);
            fetch(runtime, simulator, new Time(clock, state));
            return report(runtime, new ExpectedHours(simulator, served, lastServed), state,
                    (System.nanoTime() - began) / 1e9);
        }
    }

    private void fetch(EmbeddedRuntime runtime, SimulatorApp simulator, Time time) {
        ProducersConfig config = ProducersConfig.from(settings(runtime, simulator, "first"));
        try (ProducersApp first = AcceleratedClock.producers(config, new SimpleMeterRegistry())) {
            first.start();
            keepUp(time);
            if (options.members() == 1) {
                letPass(time, options.endAfter(START), "");
            } else {
                withAnother(first, time, settings(runtime, simulator, "second"));
            }
            settle(time);
        }
    }

    /// Another process shares the work, is killed in the middle of it, and comes back. While the work changes hands, time
    /// is real: what takes some seconds must not take many hours.
    private void withAnother(ProducersApp first, Time time, Map<String, String> settings) {
        Path log = folder.resolve("second-member.log");
        time.clock().inRealTime();
        try (ChaosMember second = ChaosMember.start(settings, log)) {
            await(() -> held(first) < Topics.DEFAULT_PARTITIONS, () -> "waiting for the second process");
            keepUp(time);
            letPass(time, at(KILLED_AT), ", two processes");
            require(second, log);
            time.clock().inRealTime();
        }
        await(() -> held(first) == Topics.DEFAULT_PARTITIONS, () -> "waiting for the first process to take over");
        keepUp(time);
        letPass(time, at(BACK_AT), ", the second process was killed");
        time.clock().inRealTime();
        try (ChaosMember again = ChaosMember.start(settings, log)) {
            await(() -> held(first) < Topics.DEFAULT_PARTITIONS, () -> "waiting for the second process");
            keepUp(time);
            letPass(time, options.endAfter(START), ", two processes again");
            require(again, log);
        }
    }

    private static void require(ChaosMember second, Path log) {
        if (!second.isAlive()) {
            throw new AssertionError("the second producer process has ended by itself, see " + log);
        }
    }

    /// Time, how fast it goes, and how everything stands in it.
    private record Time(ChaosClock clock, ChaosState state) {}

    /// Time is real until everything that is closed has been asked for.
    private void keepUp(Time time) {
        time.clock().inRealTime();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        await(() -> time.state().keepsUp() || System.nanoTime() > deadline, () -> "waiting until all markets keep up");
    }

    /// Until a moment of simulated time.
    private void letPass(Time time, Instant until, String who) {
        SpeedGovernor pace = new SpeedGovernor(time.clock(), time.state(), System::nanoTime);
        await(() -> {
            pace.look();
            return !time.clock().now().isBefore(until);
        }, () -> time.clock().now() + who + pace.waitsFor());
    }

    private static int held(ProducersApp app) {
        return app.status().group().held().size();
    }

    private Instant at(double part) {
        return START.plusMillis((long) (options.unrest().toMillis() * part));
    }

    /// Until everything is there; holes that need another occasion get some more hours.
    private void settle(Time time) {
        ChaosClock clock = time.clock();
        ChaosState state = time.state();
        clock.fast();
        for (int more = 0; more <= MORE_HOURS; more++) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                if (clock.hasEnded() && state.unsettled().isEmpty()) {
                    return;
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
            out.accept("  seed " + options.seed() + ": not settled yet: " + state.unsettled());
            clock.goOn(Duration.ofHours(1));
        }
    }

    private ChaosReport report(EmbeddedRuntime runtime, ExpectedHours truth, ChaosState state, double seconds) {
        SimulatorApp simulator = truth.simulator();
        String bootstrap = runtime.broker().bootstrap();
        try (Serde<Candle> candles = AvroSerdes.of(Candle.class, runtime.registry().url());
                TopicRecords<Candle> topic = new TopicRecords<>(bootstrap, TopicName.CANDLES_1H,
                        candles.deserializer());
                Serde<CoinMarket> coins = AvroSerdes.of(CoinMarket.class, runtime.registry().url());
                TopicRecords<CoinMarket> snapshots = new TopicRecords<>(bootstrap, TopicName.COINGECKO_MARKETS,
                        coins.deserializer());
                TopicRecords<byte[]> quarantine = TopicRecords.ofBytes(bootstrap, TopicName.CANDLES_QUARANTINE)) {
            topic.news().forEach(record -> truth.candle(record.value()));
            CoinSnapshots.problems(snapshots.news().stream().map(ConsumerRecord::value).toList())
                    .forEach(truth::problem);
            truth.everyServedHourIsThere();
            state.ledgers().forEach(entry -> truth.ledger(entry, state.isTracked(entry)));
            truth.budgets();
            state.unsettled().forEach(market -> truth.problem(market + " was not settled in the end"));
            return new ChaosReport(options, state.ledgers().size(), truth.served(), truth.candles(),
                    truth.revised(), quarantine.news().size(), state.confirmedEmpty(),
                    simulator.plans().values().stream().map(FaultPlan::happened)
                            .mapToLong(kinds -> kinds.values().stream().mapToLong(Long::longValue).sum()).sum(),
                    simulator.venues().values().stream().mapToLong(SimulatedVenue::requests).sum(), seconds,
                    truth.problems());
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
        long told = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
                told = System.nanoTime();
                out.accept("  seed " + options.seed() + ": " + progress.get());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
