package io.cryptodata.streams.coingecko;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.schemas.avro.CoinSnapshot;
import io.cryptodata.service.metrics.MeterNames;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.InMemoryRegistry;
import io.cryptodata.streams.config.StreamsConfig;
import io.cryptodata.streams.runtime.StreamsProperties;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/// The context line with the real settings and the real bytes, without a broker.
final class CoinDriver implements AutoCloseable {
    final MeterRegistry meters = MeterNames.strictRegistry();

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Serde<CoinMarket> rows = AvroSerdes.of(CoinMarket.class, registry);
    private final Serde<CoinSnapshot> snapshots = AvroSerdes.of(CoinSnapshot.class, registry);
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> input;

    CoinDriver(Path stateDir) {
        org.apache.kafka.streams.StreamsConfig settings = StreamsProperties
                .of(StreamsConfig.of("127.0.0.1:1", "http://127.0.0.1:1", stateDir), meters);
        Topology topology = new Topology(new TopologyConfig(settings));
        CoinTopology.addTo(topology, new CoinTopology.Formats(rows, snapshots), meters);
        Properties properties = new Properties();
        properties.putAll(settings.originals());
        // with transactions the driver loses records that are sent while a record is read, as dead letters are
        properties.put(org.apache.kafka.streams.StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                org.apache.kafka.streams.StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(topology, properties);
        input = driver.createInputTopic(TopicName.COINGECKO_MARKETS, new StringSerializer(),
                new ByteArraySerializer());
    }

    void send(CoinMarket row) {
        send(row.getCoinId(), bytesOf(row), row.getSnapshot().plusSeconds(5));
    }

    void send(@Nullable String key, byte @Nullable [] value, Instant appendedAt) {
        input.pipeInput(key, value, appendedAt);
    }

    byte[] bytesOf(CoinMarket row) {
        return rows.serializer().serialize(TopicName.COINGECKO_MARKETS, row);
    }

    List<TestRecord<String, CoinSnapshot>> snapshots() {
        return driver.createOutputTopic(TopicName.COINGECKO_SNAPSHOTS, new StringDeserializer(),
                snapshots.deserializer()).readRecordsToList();
    }

    List<TestRecord<String, byte[]>> deadLetters() {
        return driver.createOutputTopic(TopicName.deadLettersOf(TopicName.COINGECKO_MARKETS),
                new StringDeserializer(), new ByteArrayDeserializer()).readRecordsToList();
    }

    KeyValueStore<String, byte[]> store() {
        return driver.getKeyValueStore(CoinTopology.STORE);
    }

    double countedCoins(String outcome) {
        return meters.get("cda.streams.coins").tag("outcome", outcome).counter().count();
    }

    @Override
    public void close() {
        driver.close();
    }
}
