package io.cryptodata.allinone.crash;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedBroker;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.GroupLag;
import io.cryptodata.service.topic.TopicAdmin;
import org.apache.kafka.clients.admin.Admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A broker behind a proxy and a registry, with our topics and schemas, and the streams processes that use them.
final class CrashServers implements AutoCloseable {
    /// The group of the streams processes, and the prefix of their clients' ids.
    static final String GROUP = "cryptodata-streams";

    /// of the topics that have a market's key
    static final int PARTITIONS = 6;

    private static final Duration CATCH_UP = Duration.ofMinutes(5);

    private final Path folder;
    private final EmbeddedRuntime runtime;
    private final KafkaProxy proxy;
    private final EmbeddedBroker broker;

    CrashServers(Path folder) {
        this.folder = folder;
        Path module = Path.of(System.getProperty("repository.root"), "all-in-one");
        EmbeddedPorts ports = EmbeddedPorts.of(LocalPort.free(), LocalPort.free(), LocalPort.free(), LocalPort.free());
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
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(Map.of("STREAMS_BOOTSTRAP_SERVERS", bootstrap(), "STREAMS_REGISTRY_URL", registry(),
                "STREAMS_HTTP_PORT", "off"));
        try {
            return new StreamsProcess(Files.createDirectories(folder.resolve("streams-" + number)), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until every published candle is folded; the verifier finds what is missing otherwise.
    void awaitCaughtUp() {
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        try (Admin admin = admin()) {
            while (System.nanoTime() < deadline
                    && GroupLag.measure(admin, GROUP, TopicName.CANDLES_1H).orElse(1) > 0) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
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
