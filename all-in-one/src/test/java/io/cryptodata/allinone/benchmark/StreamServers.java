package io.cryptodata.allinone.benchmark;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.TopicAdmin;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/// A broker and a registry with our topics and schemas, in an empty folder.
final class StreamServers implements AutoCloseable {
    /// The topic to which the bare topology writes.
    static final String COPY = "benchmark.copy";

    private static final Path MODULE = Path.of(System.getProperty("repository.root", ".")).toAbsolutePath().normalize()
            .resolve("all-in-one");

    private final EmbeddedRuntime runtime;
    private final Admin admin;

    private StreamServers(EmbeddedRuntime runtime) {
        this.runtime = runtime;
        this.admin = Admin.create(Map.of("bootstrap.servers", runtime.broker().bootstrap()));
    }

    static StreamServers started(Path folder) throws InterruptedException {
        List<Integer> ports = Stream.generate(LocalPort::free).distinct().limit(4).toList();
        EmbeddedConfig config = new EmbeddedConfig(folder, Optional.empty(), MODULE.resolve("target/registry"),
                Optional.of(MODULE.resolve("target/postgres-programs")), 1 << 20,
                EmbeddedPorts.of(ports.get(0), ports.get(1), ports.get(2), ports.get(3)));
        EmbeddedRuntime runtime = EmbeddedRuntime.prepare(config, DataFolder.FreeSpace.ofDisk());
        runtime.broker().start();
        runtime.database().start();
        runtime.registry().start();
        SchemaRegistrar.register(runtime.registry().url());
        StreamServers servers = new StreamServers(runtime);
        servers.createTopics();
        return servers;
    }

    String bootstrap() {
        return runtime.broker().bootstrap();
    }

    String registry() {
        return runtime.registry().url();
    }

    EmbeddedRuntime runtime() {
        return runtime;
    }

    Path folder() {
        return runtime.folder().root();
    }

    Admin admin() {
        return admin;
    }

    private void createTopics() throws InterruptedException {
        Topic indicators = Topics.catalogue().named(TopicName.INDICATORS);
        Topic copy = new Topic(COPY, indicators.partitions(), indicators.kept(), null);
        TopicAdmin.ensure(admin, new Topics(Stream.concat(Topics.catalogue().all().stream(), Stream.of(copy)).toList()),
                1);
        takeTimesFromTheWriter();
    }

    /// A candle is live by the append time of its record: hours of the past are written with the times of their day.
    private void takeTimesFromTheWriter() throws InterruptedException {
        ConfigResource candles = new ConfigResource(ConfigResource.Type.TOPIC, TopicName.CANDLES_1H);
        AlterConfigOp createTime = new AlterConfigOp(new ConfigEntry("message.timestamp.type", "CreateTime"),
                AlterConfigOp.OpType.SET);
        try {
            admin.incrementalAlterConfigs(Map.of(candles, List.of(createTime))).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the times of " + TopicName.CANDLES_1H + " cannot be changed", e);
        }
    }

    @Override
    public void close() {
        admin.close();
        runtime.close();
    }
}
