package io.cryptodata.allinone.crash;

import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.service.registry.AvroSerdes;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Kills streams processes while candles flow, starts them again, fills their disk if that is wanted, and verifies the topics.
final class CrashRun implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final CrashOptions options;
    private final Random random;
    private final CrashServers servers;
    private final List<StreamsProcess> processes = new ArrayList<>();
    private @Nullable FullDisks disks;
    private int withheld;
    private int wiped;

    CrashRun(CrashOptions options, Path folder) {
        this.options = options;
        this.random = new Random(options.seed());
        this.servers = new CrashServers(folder);
    }

    /// Runs, verifies and returns the report's line; problems are printed before it.
    String report() throws InterruptedException {
        servers.start();
        long started = System.nanoTime();
        try (var values = AvroSerdes.of(Candle.class, servers.registry());
                CandleFeed feed = new CandleFeed(servers.bootstrap(), values.serializer(), options.markets(),
                        options.pagesPerSecond(), options.seed())) {
            Thread feeding = Thread.ofPlatform().name("candle-feed").start(feed);
            startProcesses();
            for (int kill = 1; kill <= options.kills(); kill++) {
                kill(kill);
            }
            feed.stop();
            feeding.join();
            feed.publishHistory(1);
            servers.awaitCaughtUp();
            return verified(feed.published(), Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private void startProcesses() {
        if (options.diskMegabytes() > 0) {
            disks = new FullDisks(servers.folder("disk"), options.diskMegabytes() * options.instances(),
                    servers.bootstrap());
        }
        for (int i = 0; i < options.instances(); i++) {
            processes.add(disks == null ? servers.process(i, Map.of()) : servers.process(i, disks.start(i)));
        }
    }

    /// Every third kill comes between the request that ends a transaction and its response, the others at a random moment, also
    /// while a process starts or restores; every tenth process loses its state. Before every fifth kill from the second on the
    /// disk is full for some time, and every other time they all are killed meanwhile.
    private void kill(int number) throws InterruptedException {
        int chosen = random.nextInt(processes.size());
        StreamsProcess victim = processes.get(chosen);
        if (disks != null && number % 5 == 2) {
            disks.fillAndFree(processes, number % 10 == 7);
            restartKilled();
        }
        if (number % 3 == 0) {
            CountDownLatch fired = new CountDownLatch(1);
            servers.proxy().withholdNextEndOfTransaction(new KafkaProxy.Fault(CrashServers.GROUP, () -> {
                processes.forEach(StreamsProcess::kill);
                fired.countDown();
            }));
            withheld += fired.await(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS) ? 1 : 0;
            if (servers.proxy().disarm()) {
                victim.kill();
            }
        } else {
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(options.longestLifeMillis())).toNanos());
            victim.kill();
        }
        if (number % 10 == 0) {
            delete(disks == null ? victim.folder().resolve("streams") : disks.stateOf(chosen));
            wiped++;
        }
        System.out.printf("kill %d of %d%n", number, options.kills());
        restartKilled();
    }

    private void restartKilled() {
        processes.stream().filter(each -> !each.isAlive()).forEach(StreamsProcess::restart);
    }

    private String verified(long published, Duration duration) {
        Map<String, Long> delays = new HashMap<>();
        CrashVerifier verifier = new CrashVerifier(servers.bootstrap(), servers.registry(),
                (message, appended) -> delays.merge(message.key(),
                        message.timestamp() - appended, Math::max));
        List<String> problems = verifier.problems();
        problems.stream().limit(20).forEach(problem -> System.out.println("  " + problem));
        return "seed=%d instances=%d kills=%d withheld=%d wiped=%d candles=%d records=%d repriced=%d problems=%d median_delay_ms=%d worst_delay_ms=%d seconds=%d%s"
                .formatted(options.seed(), options.instances(), options.kills(), withheld, wiped, published,
                        verifier.records(), verifier.repriced(), problems.size(), delayMillis(delays, 0.5),
                        delayMillis(delays, 1),
                        duration.toSeconds(), disks == null ? "" : " " + disks);
    }

    /// How long after its candle the last row of a market was appended at the latest.
    private static long delayMillis(Map<String, Long> delays, double share) {
        List<Long> sorted = delays.values().stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) ((sorted.size() - 1) * share));
    }

    private static void delete(Path folder) {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        processes.forEach(StreamsProcess::close);
        if (disks != null) {
            disks.close();
        }
        servers.close();
    }
}
