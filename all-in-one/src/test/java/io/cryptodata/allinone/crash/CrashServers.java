package io.cryptodata.allinone.crash;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedBroker;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.GroupLag;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A broker behind a proxy and a registry, with our topics and schemas, and the streams processes that use them.
final class CrashServers implements AutoCloseable {
    /// The group of the streams processes, and the prefix of their clients' ids.
    static final String GROUP = "cryptodata-streams";

    /// of the topics that have a market's key
    static final int PARTITIONS = 6;

    /// of the topic, longer than a rate needs to reach the rows
    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final Duration CATCH_UP = Duration.ofMinutes(5);

    private final Path folder;
    private final EmbeddedRuntime runtime;
    private final KafkaProxy proxy;
    private final EmbeddedBroker broker;

    CrashServers(Path folder) {
        this.folder = folder;
        Path module = Path.of(System.getProperty("repository.root"), "all-in-one");
        EmbeddedPorts ports = EmbeddedPorts.free();
        runtime = EmbeddedRuntime.prepare(new EmbeddedConfig(folder.resolve("servers"), Optional.empty(),
                module.resolve("target/registry"), Optional.of(module.resolve("target/postgres-programs")), 1 << 20,
                ports), DataFolder.FreeSpace.ofDisk());
        proxy = new KafkaProxy(ports.kafka().number());
        broker = new EmbeddedBroker(folder.resolve("servers").resolve("proxied-kafka"), ports.kafka(), proxy.port());
    }

    void start() {
        broker.start();
        runtime.database().start();
        runtime.registry().start();
        try (Admin admin = admin()) {
            TopicAdmin.ensure(admin, Topics.withPartitions(PARTITIONS), 1);
        }
        SchemaRegistrar.register(registry());
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    String registry() {
        return runtime.registry().url();
    }

    /// An empty folder of this run.
    Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    KafkaProxy proxy() {
        return proxy;
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap()));
    }

    /// Starts a streams process with a folder of its own.
    ///
    /// @param settings in addition to the addresses
    StreamsProcess process(int number, Map<String, String> settings) {
        return process(number, new StreamsProcess.Start(List.of(), settings));
    }

    /// @param start the addresses are added
    StreamsProcess process(int number, StreamsProcess.Start start) {
        Map<String, String> all = new HashMap<>(Map.of("STREAMS_HTTP_PORT", "off"));
        all.putAll(start.settings());
        all.putAll(Map.of("STREAMS_BOOTSTRAP_SERVERS", bootstrap(), "STREAMS_REGISTRY_URL", registry()));
        return new StreamsProcess(folder("streams-" + number), new StreamsProcess.Start(start.command(), all));
    }

    /// Waits until every published candle is folded, and no row is emitted any more because of a rate; the verifier finds what
    /// is missing otherwise.
    void awaitCaughtUp() {
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        try (Admin admin = admin()) {
            while (System.nanoTime() < deadline
                    && GroupLag.measure(admin, GROUP, TopicName.CANDLES_1H).orElse(1) > 0) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
        try (TopicReader<String, byte[]> reader = TopicReader.ofBytes(KafkaAccess.plain(bootstrap()), CATCH_UP)) {
            Map<TopicPartition, Long> before = Map.of();
            Map<TopicPartition, Long> ends = reader.ends(reader.partitions(TopicName.INDICATORS));
            while (System.nanoTime() < deadline && !ends.equals(before)) {
                LockSupport.parkNanos(QUIET.toNanos());
                before = ends;
                ends = reader.ends(reader.partitions(TopicName.INDICATORS));
            }
        }
    }

    @Override
    public void close() throws IOException {
        broker.close();
        proxy.close();
        runtime.close();
    }
}
