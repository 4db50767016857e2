package io.cryptodata.producers;

import io.cryptodata.producers.coingecko.CoinGecko;
import io.cryptodata.producers.coingecko.CoinGeckoTask;
import io.cryptodata.producers.coingecko.SnapshotJob;
import io.cryptodata.producers.coingecko.SnapshotMeters;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.producers.fetch.FetchPause;
import io.cryptodata.producers.kafka.KafkaClients;
import io.cryptodata.producers.kafka.LeaderWriter;
import io.cryptodata.producers.leader.Leader;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.listing.ListingTopic;
import io.cryptodata.producers.operation.OperationsReader;
import io.cryptodata.producers.operation.VenuePauses;
import io.cryptodata.producers.publishing.KafkaCandlePublisher;
import io.cryptodata.producers.publishing.KafkaCandlePublisher.StoredLedgers;
import io.cryptodata.producers.publishing.LedgerChanges;
import io.cryptodata.producers.publishing.PageRecords;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.universe.OverrideRows;
import io.cryptodata.producers.universe.OverridesReader;
import io.cryptodata.producers.universe.UniverseTopic;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.AssetDeclaration;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.schemas.avro.Flag;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.ListingEntry;
import io.cryptodata.schemas.avro.Operation;
import io.cryptodata.schemas.avro.QuarantinedCandle;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.task.KafkaTaskRuns;
import io.cryptodata.service.task.MeteredTaskRuns;
import io.cryptodata.service.task.TaskRuns;
import io.cryptodata.service.topic.CompactedTopic;
import io.cryptodata.service.topic.DeadLetters;
import io.cryptodata.service.topic.KafkaDeadLetters;
import io.cryptodata.service.topic.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Creates the parts that use Kafka and the registry.
final class KafkaParts implements AutoCloseable {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private final ProducersConfig config;
    private final KafkaClients clients;
    private final MeterRegistry metrics;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Producer<String, byte[]> producer;
    private final DeadLetters deadLetters;
    private final LeaderWriter leaderWriter;

    KafkaParts(ProducersConfig config, MeterRegistry metrics) {
        this.config = config;
        this.metrics = metrics;
        this.clients = new KafkaClients(config.kafka().broker());
        this.producer = clients.idempotent();
        open.push(producer);
        this.deadLetters = new KafkaDeadLetters(producer, clients::committedReader, metrics);
        this.leaderWriter = new LeaderWriter(() -> clients.transactional(LeaderWriter.TRANSACTIONAL_ID));
        open.push(leaderWriter);
    }

    KafkaClients clients() {
        return clients;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    TaskRuns taskRuns() {
        return new MeteredTaskRuns(new KafkaTaskRuns(producer, serde(TaskRun.class).serializer()), metrics);
    }

    OperationsReader operations(VenuePauses pauses) {
        Deserializer<Operation> values = serde(Operation.class).deserializer();
        return new OperationsReader(clients::committedReader,
                bytes -> values.deserialize(TopicName.OPERATIONS, bytes), deadLetters, pauses);
    }

    Deserializer<UniverseEntry> universeEntries() {
        return serde(UniverseEntry.class).deserializer();
    }

    KafkaCandlePublisher candles(LedgerStore ledgers) {
        Serde<LedgerEntry> entries = serde(LedgerEntry.class);
        PageRecords records = new PageRecords(config.kafka().member(), serde(Candle.class).serializer(),
                serde(QuarantinedCandle.class).serializer(), entries.serializer());
        StoredLedgers stored = new StoredLedgers(topic(TopicName.LEDGER), entries.deserializer());
        return new KafkaCandlePublisher(config.kafka().partitions(), clients, records, stored, ledgers);
    }

    LedgerChanges changes(KafkaCandlePublisher candles) {
        return candles.changes(new TopicReader<>(clients.committedReader(), READ_TIMEOUT));
    }

    Leader.Stores leaderStores(TaskRuns runs) {
        return new Leader.Stores(leaderWriter,
                new ListingTopic(topic(TopicName.LISTINGS), leaderWriter, serde(ListingEntry.class)),
                new UniverseTopic(config.kafka().partitions(), topic(TopicName.UNIVERSE), leaderWriter,
                        serde(UniverseEntry.class)),
                runs);
    }

    /// What CoinGecko's snapshots need besides Kafka.
    ///
    /// @param coinTime the clock of the snapshots
    /// @param hasShare whether this process may send requests
    /// @param pause no snapshot is taken during it
    record CoinContext(HttpClient http, MeterRegistry metrics, WallTime wall, InstantSource coinTime,
            BooleanSupplier hasShare, FetchPause pause) {}

    Leader.Jobs leaderJobs(TaskRuns runs, CoinContext context) {
        Deserializer<AssetDeclaration> declarations = serde(AssetDeclaration.class).deserializer();
        Deserializer<Flag> flags = serde(Flag.class).deserializer();
        Function<Runnable, OverridesReader> overrides = changed -> new OverridesReader(clients::committedReader,
                List.of(TopicName.OVERRIDES_ASSET_DECLARATION, TopicName.OVERRIDES_FLAGS),
                new OverrideRows(bytes -> declaration(declarations, bytes), bytes -> flag(flags, bytes)),
                deadLetters, changed);
        if (!config.coinGecko().enabled()) {
            return new Leader.Jobs(overrides, Optional.empty());
        }
        SnapshotJob job = CoinGecko.job(config.coinGecko(), new CoinGecko.Context(context.http, context.wall,
                context.coinTime, leaderWriter, serde(CoinMarket.class).serializer(), config.kafka().member(),
                context.metrics, context.hasShare));
        SnapshotMeters meters = SnapshotMeters.in(metrics, config.coinGecko().every(), InstantSource.system());
        return new Leader.Jobs(overrides, Optional.of(catalog -> new CoinGeckoTask(meters.measured(job::run),
                config.coinGecko().every(), catalog, runs, InstantSource.system(),
                context.pause)));
    }

    private static OverrideRows.Declaration declaration(Deserializer<AssetDeclaration> values, byte[] bytes) {
        AssetDeclaration row = values.deserialize(TopicName.OVERRIDES_ASSET_DECLARATION, bytes);
        return new OverrideRows.Declaration(row.getExchange(), row.getAsset(), row.getTrack());
    }

    private static OverrideRows.FlagRow flag(Deserializer<Flag> values, byte[] bytes) {
        Flag row = values.deserialize(TopicName.OVERRIDES_FLAGS, bytes);
        return new OverrideRows.FlagRow(row.getBase(), row.getFlag(), row.getValue());
    }

    private CompactedTopic topic(String name) {
        return new CompactedTopic(name, clients::committedReader, READ_TIMEOUT, deadLetters);
    }

    private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        Serde<T> serde = AvroSerdes.of(type, config.kafka().registry());
        open.push(serde);
        return serde;
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
