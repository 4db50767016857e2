package io.cryptodata.allinone.crash;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedBroker;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.GroupLag;
import io.cryptodata.service.topic.TopicAdmin;
import org.apache.kafka.clients.admin.Admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Kills streams processes while candles flow, starts them again, and verifies the topics.
final class CrashRun implements AutoCloseable {
    private static final String CLIENTS = "cryptodata-streams";
    private static final int PARTITIONS = 6;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration CATCH_UP = Duration.ofMinutes(5);

    private final CrashOptions options;
    private final Path folder;
    private final Random random;
    private final EmbeddedRuntime runtime;
    private final KafkaProxy proxy;
    private final EmbeddedBroker broker;
    private final List<StreamsProcess> processes = new ArrayList<>();
    private int withheld;
    private int wiped;

    CrashRun(CrashOptions options, Path folder) {
        this.options = options;
        this.folder = folder;
        this.random = new Random(options.seed());
        Path module = Path.of(System.getProperty("repository.root"), "all-in-one");
        EmbeddedPorts ports = EmbeddedPorts.of(LocalPort.free(), LocalPort.free(), LocalPort.free(), LocalPort.free());
        runtime = EmbeddedRuntime.prepare(new EmbeddedConfig(folder.resolve("servers"), Optional.empty(),
                module.resolve("target/registry"), Optional.of(module.resolve("target/postgres-programs")), 1 << 20,
                ports), DataFolder.FreeSpace.ofDisk());
        proxy = new KafkaProxy(ports.kafka().number());
        broker = new EmbeddedBroker(folder.resolve("servers").resolve("proxied-kafka"), ports.kafka(), proxy.port());
    }

    /// Runs, verifies and returns the report's line; problems are printed before it.
    String report() throws InterruptedException {
        startServers();
        long started = System.nanoTime();
        try (var values = AvroSerdes.of(Candle.class, runtime.registry().url());
                CandleFeed feed = new CandleFeed(broker.bootstrap(), values.serializer(), options.markets(),
                        options.pagesPerSecond(), options.seed())) {
            Thread feeding = Thread.ofPlatform().name("candle-feed").start(feed);
            for (int i = 0; i < options.instances(); i++) {
                processes.add(started(i));
            }
            for (int kill = 1; kill <= options.kills(); kill++) {
                kill(kill);
            }
            feed.stop();
            feeding.join();
            awaitCaughtUp();
            return verified(feed.published(), Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private void startServers() {
        broker.start();
        runtime.database().start();
        runtime.registry().start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            TopicAdmin.ensure(admin, Topics.withPartitions(PARTITIONS), 1);
        }
        SchemaRegistrar.register(runtime.registry().url());
    }

    private StreamsProcess started(int number) {
        try {
            Path data = Files.createDirectories(folder.resolve("streams-" + number));
            return new StreamsProcess(data, Map.of("STREAMS_BOOTSTRAP_SERVERS", broker.bootstrap(),
                    "STREAMS_REGISTRY_URL", runtime.registry().url(), "STREAMS_HTTP_PORT", "off"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every third kill comes between the request that ends a transaction and its response, the others at a random moment, also
    /// while a process starts or restores; every tenth process loses its state.
    private void kill(int number) throws InterruptedException {
        StreamsProcess victim = processes.get(random.nextInt(processes.size()));
        if (number % 3 == 0) {
            CountDownLatch fired = new CountDownLatch(1);
            proxy.withholdNextEndOfTransaction(new KafkaProxy.Fault(CLIENTS, () -> {
                processes.forEach(StreamsProcess::kill);
                fired.countDown();
            }));
            withheld += fired.await(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS) ? 1 : 0;
            if (proxy.disarm()) {
                victim.kill();
            }
        } else {
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(options.longestLifeMillis())).toNanos());
            victim.kill();
        }
        if (number % 10 == 0) {
            delete(victim.folder().resolve("streams"));
            wiped++;
        }
        System.out.printf("kill %d of %d%n", number, options.kills());
        processes.stream().filter(each -> !each.isAlive()).forEach(StreamsProcess::restart);
    }

    private void awaitCaughtUp() {
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            while (System.nanoTime() < deadline
                    && GroupLag.measure(admin, CLIENTS, TopicName.CANDLES_1H).orElse(1) > 0) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
    }

    private String verified(long published, Duration duration) {
        CrashVerifier verifier = new CrashVerifier(broker.bootstrap(), runtime.registry().url());
        List<String> problems = verifier.problems();
        problems.stream().limit(20).forEach(problem -> System.out.println("  " + problem));
        return "seed=%d instances=%d kills=%d withheld=%d wiped=%d candles=%d records=%d problems=%d median_delay_ms=%d worst_delay_ms=%d seconds=%d"
                .formatted(options.seed(), options.instances(), options.kills(), withheld, wiped, published,
                        verifier.records(), problems.size(), verifier.medianDelay().toMillis(),
                        verifier.worstDelay().toMillis(), duration.toSeconds());
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
        broker.close();
        proxy.close();
        runtime.close();
    }
}
