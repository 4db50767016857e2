package io.cryptodata.allinone.benchmark;

import io.cryptodata.allinone.cli.Cda;
import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.Supervisor;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.simulator.config.SimulatorConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Measures an hour of 2,500 markets on five simulated venues with their real limits: how long after close and settle delay
/// the last candle can be read. Broker, registry and reader run in this process, the venues in another, and the producers in
/// a third, as `./cda producers` starts them. Exits with status 1 if a target is missed and then keeps the folder with all
/// logs.
public final class BenchmarkCycle {
    static final Path ROOT = Path.of(System.getProperty("repository.root", ".")).toAbsolutePath().normalize();
    private static final Path MODULE = ROOT.resolve("all-in-one");
    private static final long MAX_MEGABYTES = 512;
    private static final int MARKETS = 2 * CycleVenues.OF_EACH_KIND * CycleVenues.NAMES.size();
    /// the base of a few markets is no coin and has no rank
    private static final double RANKED = 0.95;
    private static final Duration SETTLE = Duration.ofSeconds(5);
    /// long enough for the rechecks of the hour before and for the listings, which are due immediately
    private static final Duration BEFORE_THE_CLOSE = Duration.ofSeconds(100);
    private static final Duration TIMEOUT = Duration.ofMinutes(20);
    private static final Duration POLL_EVERY = Duration.ofMillis(100);

    private final CycleProcess venues;
    private final CycleProcess producers;
    private final CycleTopics topics;

    private BenchmarkCycle(CycleProcess venues, CycleProcess producers, CycleTopics topics) {
        this.venues = venues;
        this.producers = producers;
        this.topics = topics;
    }

    /// @param arguments how many hours in a row are measured, 2 by default
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int cycles = NumberArguments.of(arguments).at(0, 2);
        Path folder = Files.createTempDirectory("cda-cycle");
        EmbeddedPorts ports = EmbeddedPorts.free();
        EmbeddedConfig config = new EmbeddedConfig(folder, Optional.empty(), MODULE.resolve("target/registry"),
                Optional.of(MODULE.resolve("target/postgres-programs")), 1 << 20, ports);
        boolean met;
        try (EmbeddedRuntime runtime = EmbeddedRuntime.prepare(config, DataFolder.FreeSpace.ofDisk());
                Supervisor runner = new Supervisor(event -> {})) {
            runner.start(List.of(runtime.broker(), runtime.database(), runtime.registry()));
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", runtime.broker().bootstrap()))) {
                TopicAdmin.ensure(admin, Topics.catalogue(), 1);
            }
            SchemaRegistrar.register(runtime.registry().url());
            met = measured(runtime, folder, cycles);
        }
        if (met) {
            Utils.delete(folder.toFile());
        }
        System.exit(met ? 0 : 1);
    }

    private static boolean measured(EmbeddedRuntime runtime, Path folder, int cycles) throws InterruptedException {
        String bootstrap = runtime.broker().bootstrap();
        String registry = runtime.registry().url();
        try (CycleTopics topics = new CycleTopics(bootstrap, registry);
                CycleProcess venues = CycleProcess.start(List.of("-Xmx512m", "-XX:+UseSerialGC"), CycleVenues.class,
                        List.of(folder.resolve("venues").toString(), "42"), Map.of(), folder.resolve("venues.log"))) {
            List<String> options = CycleProcess.optionsOf("producers");
            print("Java %s, %d processors; producers with %s; logs in %s", Runtime.version(),
                    Runtime.getRuntime().availableProcessors(), String.join(" ", options), folder);
            try (CycleProcess producers = CycleProcess.start(options, Cda.class,
                    List.of("producers", "--kafka", bootstrap, "--registry", registry, "--data",
                            folder.resolve("producers").toString()),
                    settings(venues.next()), folder.resolve("producers.log"))) {
                return new BenchmarkCycle(venues, producers, topics).meetsTargets(cycles);
            }
        }
    }

    private static Map<String, String> settings(String venuesUrl) {
        String all = String.join(",", CycleVenues.NAMES);
        Map<String, String> settings = new HashMap<>(Map.of("PRODUCERS_VENUES", all, "PRODUCERS_LISTINGS", all,
                "PRODUCERS_QUOTES", "*", "PRODUCERS_TOP", "0", "PRODUCERS_HISTORY_START",
                SimulatorConfig.SEEDED_START.minus(CycleVenues.HISTORY).toString(), "COINGECKO_BASE_URL",
                venuesUrl + "/coingecko"));
        CycleVenues.NAMES.forEach(venue -> settings.put("PRODUCERS_" + venue.toUpperCase(Locale.ROOT) + "_URL",
                venuesUrl + "/" + venue));
        return settings;
    }

    private boolean meetsTargets(int cycles) {
        awaitHistory();
        List<MeasuredCycle> measured = new ArrayList<>();
        Instant close = CycleVenues.START.truncatedTo(ChronoUnit.HOURS);
        for (int cycle = 0; cycle < cycles; cycle++) {
            close = close.plus(1, ChronoUnit.HOURS);
            MeasuredCycle done = measure(close);
            done.lines().forEach(System.out::println);
            measured.add(done);
        }
        return summary(measured);
    }

    private void awaitHistory() {
        long start = System.nanoTime();
        long expected = Long.parseLong(venues.request("expected"));
        await(() -> topics.hours() >= expected && topics.ranked() >= MARKETS * RANKED, "history");
        print("%d hours of history and the ranks of %d markets within %.0f s", expected, topics.ranked(),
                (System.nanoTime() - start) / 1e9);
    }

    private MeasuredCycle measure(Instant close) {
        Duration behind = Duration.ofMillis(Long.parseLong(venues.request("to " + close.minus(BEFORE_THE_CLOSE))));
        long hour = Timeframe.epochHourOf(close) - 1;
        List<String> present = List.of(venues.request("present " + hour).split(" "));
        await(() -> !Instant.now().isBefore(close.plus(behind)), "the hour's end");
        Map<String, Long> requestsBefore = requests();
        long pagesBefore = topics.pages();
        await(() -> topics.readable(hour).size() >= present.size(), "the hour " + close);
        long pages = topics.pages() - pagesBefore;
        Map<String, Long> requests = requests();
        requests.replaceAll((venue, count) -> count - requestsBefore.getOrDefault(venue, 0L));
        return new MeasuredCycle(Timeframe.instantOf(hour), close.plus(SETTLE).plus(behind),
                Map.copyOf(topics.readable(hour)), topics.byRank(), new MeasuredCycle.Traffic(pages, requests,
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }

    private Map<String, Long> requests() {
        Map<String, Long> requests = new HashMap<>();
        for (String each : venues.request("requests").split(" ")) {
            int equals = each.indexOf('=');
            requests.put(each.substring(0, equals), Long.parseLong(each.substring(equals + 1)));
        }
        return requests;
    }

    private boolean summary(List<MeasuredCycle> measured) {
        double seconds = median(measured.stream().mapToDouble(MeasuredCycle::seconds).toArray());
        double first = median(measured.stream().mapToDouble(MeasuredCycle::firstHundred).toArray());
        long now = producers.megabytes("VmRSS").orElse(0L);
        long most = producers.megabytes("VmHWM").orElse(0L);
        String exceeded = venues.request("exceeded");
        print("median of %d: all within %.2f s (target %.2f s), first 100 within %.2f s (target %.0f s)",
                measured.size(), seconds, MeasuredCycle.target(), first, MeasuredCycle.TARGET_FIRST);
        print("resident memory of the producers %d MB, at most %d MB (target %d MB)", now, most, MAX_MEGABYTES);
        print("budgets exceeded: %s", exceeded.isEmpty() ? "none" : exceeded);
        return seconds <= MeasuredCycle.target() && first <= MeasuredCycle.TARGET_FIRST
                && most < MAX_MEGABYTES && exceeded.isEmpty();
    }

    /// The upper median: of an even number of figures the worse of the middle two.
    private static double median(double[] figures) {
        return Arrays.stream(figures).sorted().toArray()[figures.length / 2];
    }

    private void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            producers.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(what + " did not complete within " + TIMEOUT + ": " + topics.hours()
                        + " hours, " + topics.ranked() + " markets with a rank");
            }
            LockSupport.parkNanos(POLL_EVERY.toNanos());
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
