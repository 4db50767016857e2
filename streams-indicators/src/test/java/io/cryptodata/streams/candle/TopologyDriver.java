package io.cryptodata.streams.candle;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.schemas.CandleHeaders;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.ReplayHeaders;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.service.metrics.MeterNames;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.InMemoryRegistry;
import io.cryptodata.streams.config.StreamsConfig;
import io.cryptodata.streams.runtime.StreamsProperties;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/// The candle topology with the real settings and the real bytes, without a broker.
final class TopologyDriver implements AutoCloseable {
    final MeterRegistry meters = MeterNames.strictRegistry();

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Serde<io.cryptodata.schemas.avro.Candle> candles = AvroSerdes
            .of(io.cryptodata.schemas.avro.Candle.class, registry);
    private final Serde<Indicators> indicators = AvroSerdes.of(Indicators.class, registry);
    private final Serde<CandleRollup> rollups = AvroSerdes.of(CandleRollup.class, registry);
    private final Topology topology;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> input;
    private final TestInputTopic<String, byte[]> replayInput;

    TopologyDriver(Path stateDir) {
        org.apache.kafka.streams.StreamsConfig settings = StreamsProperties
                .of(StreamsConfig.of("127.0.0.1:1", "http://127.0.0.1:1", stateDir), meters);
        topology = CandleTopology.build(new TopologyConfig(settings),
                new CandleTopology.Formats(candles, indicators, rollups), CorrectionWindow.DEFAULT,
                ColdMarkets.in(meters), meters);
        Properties properties = new Properties();
        properties.putAll(settings.originals());
        // with transactions the driver loses records that are sent while a record is read, as dead letters are
        properties.put(org.apache.kafka.streams.StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                org.apache.kafka.streams.StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(topology, properties);
        input = driver.createInputTopic(TopicName.CANDLES_1H, new StringSerializer(), new ByteArraySerializer());
        replayInput = driver.createInputTopic(TopicName.CANDLES_REPLAY, new StringSerializer(),
                new ByteArraySerializer());
    }

    String description() {
        return topology.describe().toString();
    }

    void send(List<Candle> sent) {
        sent.forEach(candle -> send(candle.market().key(), bytesOf(CandleRecords.toAvro(candle)),
                candle.closeTime().plusSeconds(5)));
    }

    /// Sends the candles as one page, appended at the same time.
    void sendPage(List<Candle> page, Instant appendedAt) {
        for (int i = 0; i < page.size(); i++) {
            sendOfPage(page.get(i), page.size() - 1 - i, appendedAt);
        }
    }

    /// Sends one candle of a page.
    void sendOfPage(Candle candle, int remaining, Instant appendedAt) {
        Headers headers = new RecordHeaders(List.of(CandleHeaders.remaining(remaining)));
        input.pipeInput(new TestRecord<>(candle.market().key(), bytesOf(CandleRecords.toAvro(candle)), headers,
                appendedAt));
    }

    /// Sends a part of a replay of the candles.
    void replay(String id, List<Candle> hours, int from, int to, Instant appendedAt) {
        replay(id, hours, from, to, Long.MIN_VALUE, appendedAt);
    }

    void replay(String id, List<Candle> hours, int from, int to, long emitFrom, Instant appendedAt) {
        for (int i = from; i < to; i++) {
            Candle candle = hours.get(i);
            Headers headers = new RecordHeaders(
                    new ReplayHeaders(id, i, hours.size() - 1 - i, emitFrom, true).toHeaders());
            replayInput.pipeInput(new TestRecord<>(candle.market().key(), bytesOf(CandleRecords.toAvro(candle)),
                    headers, appendedAt));
        }
    }

    void sendToReplay(String key, byte[] value, Instant appendedAt) {
        replayInput.pipeInput(key, value, appendedAt);
    }

    void send(@Nullable String key, byte @Nullable [] value, Instant appendedAt) {
        input.pipeInput(key, value, appendedAt);
    }

    byte[] bytesOf(io.cryptodata.schemas.avro.Candle record) {
        return candles.serializer().serialize(TopicName.CANDLES_1H, record);
    }

    List<TestRecord<String, Indicators>> indicators() {
        return driver.createOutputTopic(TopicName.INDICATORS, new StringDeserializer(), indicators.deserializer())
                .readRecordsToList();
    }

    /// The values that were emitted since the last time.
    List<Indicators> values() {
        return indicators().stream().map(TestRecord::value).toList();
    }

    /// Runs what is done at intervals.
    void advanceWallClock() {
        driver.advanceWallClockTime(Duration.ofSeconds(2));
    }

    List<TestRecord<String, CandleRollup>> rollups() {
        return driver.createOutputTopic(TopicName.CANDLES_ROLLUP, new StringDeserializer(), rollups.deserializer())
                .readRecordsToList();
    }

    List<TestRecord<String, byte[]>> deadLetters() {
        return deadLettersOf(TopicName.CANDLES_1H);
    }

    List<TestRecord<String, byte[]>> deadLettersOf(String topic) {
        return driver.createOutputTopic(TopicName.deadLettersOf(topic), new StringDeserializer(),
                new ByteArrayDeserializer()).readRecordsToList();
    }

    KeyValueStore<String, byte[]> store() {
        return driver.getKeyValueStore(CandleTopology.STORE);
    }

    double countedCandles(String outcome) {
        return meters.get("cda.streams.candles").tag("outcome", outcome).counter().count();
    }

    double countedReplayed(String outcome) {
        return meters.get("cda.streams.replayed").tag("outcome", outcome).counter().count();
    }

    @Override
    public void close() {
        driver.close();
    }
}
