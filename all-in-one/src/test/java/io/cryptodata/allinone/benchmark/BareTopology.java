package io.cryptodata.allinone.benchmark;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.topic.GroupLag;
import io.cryptodata.streams.config.StreamsConfig;
import io.cryptodata.streams.runtime.StreamsProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What Kafka Streams costs by itself: reads the candles as bytes and writes eight values for each, those of the market's
/// newest candle, with the settings of the stream, without state and without Avro. Values that are the same for all markets
/// would be compressed to almost nothing, and spare the producer and the broker most of their work.
final class BareTopology implements StreamUnderTest {
    private static final String APPLICATION_ID = "benchmark-bare";

    private final StreamServers servers;
    private final KafkaStreams streams;

    /// @param values by the key of a market
    BareTopology(StreamServers servers, StreamsConfig config, Map<ByteBuffer, List<byte[]>> values) {
        this.servers = servers;
        Map<String, Object> settings = new HashMap<>(
                StreamsProperties.of(config, new SimpleMeterRegistry()).originals());
        settings.put(org.apache.kafka.streams.StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        this.streams = new KafkaStreams(topology(values), new org.apache.kafka.streams.StreamsConfig(settings));
    }

    private static Topology topology(Map<ByteBuffer, List<byte[]>> values) {
        var bytes = Serdes.ByteArray();
        return new Topology()
                .addSource(AutoOffsetReset.earliest(), "candles", bytes.deserializer(), bytes.deserializer(),
                        TopicName.CANDLES_1H)
                .addProcessor("copies", () -> new Copies(values), "candles")
                .addSink("copy", StreamServers.COPY, bytes.serializer(), bytes.serializer(), "copies");
    }

    @Override
    public void start() {
        streams.start();
    }

    @Override
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public OptionalLong lag() {
        return GroupLag.measure(servers.admin(), APPLICATION_ID, TopicName.CANDLES_1H);
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(20));
    }

    private static final class Copies extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        private final Map<ByteBuffer, List<byte[]>> values;

        Copies(Map<ByteBuffer, List<byte[]>> values) {
            this.values = values;
        }

        @Override
        public void process(Record<byte[], byte[]> message) {
            values.getOrDefault(ByteBuffer.wrap(message.key()), List.of())
                    .forEach(value -> context().forward(new Record<>(message.key(), value, message.timestamp())));
        }
    }
}
