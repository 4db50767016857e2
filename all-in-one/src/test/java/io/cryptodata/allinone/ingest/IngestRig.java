package io.cryptodata.allinone.ingest;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.Supervisor;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.schemas.OperationKind;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.Flag;
import io.cryptodata.schemas.avro.Operation;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.service.topic.TopicReader;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.market.ExpectedCandles;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

/// A real broker, a real registry and simulated venues on an [AcceleratedClock], for tests of producers.
final class IngestRig implements AutoCloseable {
    private static final Path MODULE = Path.of(System.getProperty("repository.root"), "all-in-one");
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final EmbeddedRuntime runtime;
    private final Supervisor runner = new Supervisor(event -> System.out.println(event.line()));
    private final SimulatorApp simulator;

    IngestRig(Path folder, SimulatorConfig.Source market) {
        EmbeddedPorts ports = EmbeddedPorts.free();
        runtime = EmbeddedRuntime.prepare(new EmbeddedConfig(folder, Optional.empty(),
                MODULE.resolve("target/registry"), Optional.of(MODULE.resolve("target/postgres-programs")), 1 << 20,
                ports), DataFolder.FreeSpace.ofDisk());
        simulator = new SimulatorApp(new SimulatorConfig(0, folder.resolve("simulator"), market), null,
                new AcceleratedClock());
        runner.start(List.of(runtime.broker(), runtime.database(), runtime.registry()));
        simulator.start();
    }

    void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", runtime.broker().bootstrap()))) {
            TopicAdmin.ensure(admin, Topics.catalogue(), 1);
        }
        SchemaRegistrar.register(runtime.registry().url());
    }

    SimulatorApp simulator() {
        return simulator;
    }

    /// Settings of a producer process that fetches every market of the simulated venue.
    Map<String, String> settings(String member) {
        return new HashMap<>(Map.ofEntries(
                Map.entry("PRODUCERS_BOOTSTRAP_SERVERS", runtime.broker().bootstrap()),
                Map.entry("PRODUCERS_REGISTRY_URL", runtime.registry().url()),
                Map.entry("PRODUCERS_VENUES", "binance"), Map.entry("PRODUCERS_LISTINGS", "binance"),
                Map.entry("PRODUCERS_BINANCE_URL", simulator.venueUrl("binance").toString()),
                Map.entry("PRODUCERS_QUOTES", "*"), Map.entry("PRODUCERS_TOP", "0"),
                Map.entry("COINGECKO_ENABLED", "false"), Map.entry("PRODUCERS_POLL_INTERVAL", "200ms"),
                Map.entry("PRODUCERS_CONCURRENCY", "8"), Map.entry("PRODUCERS_MEMBER", member),
                Map.entry("PRODUCERS_START_PATIENCE", "2s")));
    }

    ProducersConfig config(String member) {
        return ProducersConfig.from(settings(member));
    }

    /// Waits until every valid hour of the venue is on the topic, exactly once: the venue's clock advances meanwhile.
    void awaitEveryHourOnce() {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                requireEveryHourOnce();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    /// Asserts that every valid hour of the venue is on the topic exactly once.
    void requireEveryHourOnce() {
        List<ConsumerRecord<String, byte[]>> candles = committed(TopicName.CANDLES_1H);
        ExpectedCandles expected = simulator.expectedCandles();
        assertThat(new HashSet<>(candles.stream().map(each -> ByteBuffer.wrap(each.value())).toList()))
                .as("different candles").hasSameSizeAs(candles);
        Map<String, Integer> byMarket = new HashMap<>();
        candles.forEach(each -> byMarket.merge(each.key(), 1, Integer::sum));
        Map<String, Integer> hoursByMarket = new HashMap<>();
        expected.markets().forEach((market, of) -> hoursByMarket.put(market.key(), of.acceptable()));
        assertThat(byMarket).isEqualTo(hoursByMarket);
    }

    List<ConsumerRecord<String, byte[]>> committed(String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (TopicReader<String, byte[]> reader = TopicReader.ofBytes(KafkaAccess.plain(runtime.broker().bootstrap()),
                TIMEOUT)) {
            reader.assign(reader.partitions(topic));
            reader.readToEnd(records::add);
        }
        return records;
    }

    /// Publishes an operator's row as Debezium does; null deletes it.
    void override(String topic, String key, @Nullable Flag row) throws Exception {
        try (Serde<Flag> flags = AvroSerdes.of(Flag.class, runtime.registry().url());
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", runtime.broker().bootstrap()), new StringSerializer(),
                        new ByteArraySerializer())) {
            byte[] value = row == null ? null : flags.serializer().serialize(topic, row);
            RecordMetadata sent = producer.send(new ProducerRecord<>(topic, key, value)).get();
            assertThat(sent.hasOffset()).isTrue();
        }
    }

    /// Publishes a request of the operator anna.
    void operation(OperationKind kind, String target) throws Exception {
        try (Serde<Operation> operations = AvroSerdes.of(Operation.class, runtime.registry().url());
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", runtime.broker().bootstrap()), new StringSerializer(),
                        new ByteArraySerializer())) {
            Operation request = new Operation("1", kind.label(), target, "anna",
                    Instant.now().truncatedTo(ChronoUnit.MILLIS), null, null);
            RecordMetadata sent = producer.send(new ProducerRecord<>(TopicName.OPERATIONS, kind.keyOf(target),
                    operations.serializer().serialize(TopicName.OPERATIONS, request))).get();
            assertThat(sent.hasOffset()).isTrue();
        }
    }

    /// The details of all runs of a task, oldest first; empty for a run without one.
    List<String> runs(String process) {
        try (Serde<TaskRun> runs = AvroSerdes.of(TaskRun.class, runtime.registry().url())) {
            return committed(TopicName.TASK_RUNS).stream().filter(each -> process.equals(each.key()))
                    .map(each -> runs.deserializer().deserialize(TopicName.TASK_RUNS, each.value()).getDetail())
                    .map(detail -> detail == null ? "" : detail).toList();
        }
    }

    /// Publishes flags that no rule reads.
    void irrelevantFlags(int count) {
        try (Serde<Flag> flags = AvroSerdes.of(Flag.class, runtime.registry().url());
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", runtime.broker().bootstrap()), new StringSerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                byte[] value = flags.serializer().serialize(TopicName.OVERRIDES_FLAGS,
                        new Flag("X" + i, "favourite", true, "", Instant.parse("2026-01-01T00:00:00Z")));
                var unused = producer
                        .send(new ProducerRecord<>(TopicName.OVERRIDES_FLAGS, "X" + i + ":favourite", value));
            }
        }
    }

    /// Whether a market was tracked according to each of its entries, oldest first.
    List<Boolean> tracked(Market market) {
        try (Serde<UniverseEntry> entries = AvroSerdes.of(UniverseEntry.class, runtime.registry().url())) {
            return committed(TopicName.UNIVERSE).stream().filter(each -> market.key().equals(each.key()))
                    .map(each -> entries.deserializer().deserialize(TopicName.UNIVERSE, each.value()).getTracked())
                    .toList();
        }
    }

    EmbeddedRuntime runtime() {
        return runtime;
    }

    static void await(BooleanSupplier condition, Supplier<String> state) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(state.get()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Override
    public void close() {
        simulator.close();
        runner.close();
        runtime.close();
    }
}
