package io.cryptodata.allinone.ingest;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.allinone.embedded.PartsRunner;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.ProducersConfig;
import io.cryptodata.producers.ProducersException;
import io.cryptodata.schemas.SchemaRegistrar;
import io.cryptodata.schemas.TopicAdmin;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.SimulatorConfig;
import io.cryptodata.simulator.market.Expectation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Exactly once from a venue to the topic, also when two producers fight for the same partitions and when one is started
/// again.
class ProducersIT {
    private static final Path MODULE = Path.of(System.getProperty("repository.root"), "all-in-one");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void every_hour_is_committed_once_though_two_producers_fight_and_one_is_started_again() throws Exception {
        EmbeddedPorts ports = EmbeddedPorts.of(LocalPort.free(), LocalPort.free(), LocalPort.free(), LocalPort.free());
        EmbeddedConfig config = new EmbeddedConfig(folder, Optional.empty(), MODULE.resolve("target/registry"),
                Optional.of(MODULE.resolve("target/postgres-programs")), 1 << 20, ports);
        try (EmbeddedRuntime runtime = EmbeddedRuntime.prepare(config, DataFolder.FreeSpace.ofDisk());
                PartsRunner runner = new PartsRunner(event -> System.out.println(event.line()));
                SimulatorApp simulator = new SimulatorApp(new SimulatorConfig(0, folder.resolve("simulator"),
                        new SimulatorConfig.Seeded(11, Duration.ofDays(120), 1, true)))) {
            runner.start(List.of(runtime.broker(), runtime.database(), runtime.registry()));
            simulator.start();
            ProducersConfig producers = config(runtime, simulator, "first");
            refusesToStartWithoutTopics(producers);
            makeTopics(runtime);
            runTwo(producers, config(runtime, simulator, "second"));
            compare(committed(runtime, TopicName.CANDLES_1H), simulator.expectation());
            startAgain(producers, simulator.expectation());
            compare(committed(runtime, TopicName.CANDLES_1H), simulator.expectation());
            assertThat(committed(runtime, TopicName.CANDLES_QUARANTINE)).hasSize((int) simulator.expectation().bad());
        }
    }

    private static void refusesToStartWithoutTopics(ProducersConfig config) {
        try (ProducersApp app = new ProducersApp(config, new SimpleMeterRegistry())) {
            assertThatThrownBy(app::start).isInstanceOf(ProducersException.class)
                    .hasMessageContaining("make them with ./cda topics");
        }
    }

    private static void runTwo(ProducersConfig first, ProducersConfig second) {
        try (ProducersApp one = new ProducersApp(first, new SimpleMeterRegistry());
                ProducersApp other = new ProducersApp(second, new SimpleMeterRegistry())) {
            one.start();
            other.start();
            await(() -> one.caughtUp() && other.caughtUp(), () -> one.status() + "\n" + other.status());
        }
    }

    private static void startAgain(ProducersConfig config, Expectation expected) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (ProducersApp app = new ProducersApp(config, meters)) {
            app.start();
            await(app::caughtUp, () -> app.status().toString());
            assertThat(meters.find("producers.candles.published").counters()).isEmpty();
            assertThat(app.status().markets()).hasSameSizeAs(expected.markets().keySet()).allSatisfy(
                    market -> assertThat(market.lastClosed()).isEqualTo(expected.of(market.market()).last()));
        }
    }

    private static void compare(List<ConsumerRecord<String, byte[]>> candles, Expectation expected) {
        assertThat(candles).hasSize((int) expected.acceptable());
        assertThat(new HashSet<>(candles.stream().map(each -> ByteBuffer.wrap(each.value())).toList()))
                .hasSameSizeAs(candles);
    }

    private static void makeTopics(EmbeddedRuntime runtime) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", runtime.broker().bootstrap()))) {
            TopicAdmin.ensure(admin, Topics.catalogue(), 1);
        }
        SchemaRegistrar.register(runtime.registry().url());
    }

    private static List<ConsumerRecord<String, byte[]>> committed(EmbeddedRuntime runtime, String topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", runtime.broker().bootstrap(), "isolation.level", "read_committed"),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, Topics.DEFAULT_PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition)).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            await(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return partitions.stream()
                        .allMatch(each -> consumer.position(each) >= ends.getOrDefault(each, 0L));
            }, () -> records.size() + " records of " + topic);
            return records;
        }
    }

    private static ProducersConfig config(EmbeddedRuntime runtime, SimulatorApp simulator, String member) {
        return ProducersConfig.from(Map.of("PRODUCERS_BOOTSTRAP_SERVERS", runtime.broker().bootstrap(),
                "PRODUCERS_REGISTRY_URL", runtime.registry().url(), "PRODUCERS_VENUES", "binance",
                "PRODUCERS_LISTINGS", "binance", "PRODUCERS_BINANCE_URL", simulator.venueUrl("binance").toString(),
                "PRODUCERS_TOP", "0", "PRODUCERS_POLL_INTERVAL", "200ms", "PRODUCERS_CONCURRENCY", "8",
                "PRODUCERS_MEMBER", member, "PRODUCERS_START_PATIENCE", "2s"));
    }

    private static void await(BooleanSupplier condition, Supplier<String> state) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(state.get()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
