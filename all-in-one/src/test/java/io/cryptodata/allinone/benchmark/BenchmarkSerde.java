package io.cryptodata.allinone.benchmark;

import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.InMemoryRegistry;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Records per second to bytes in the wire format and back, on one thread: our serde, the registry's serde that it replaces
/// after the first record of a schema, and Avro's generic writer and reader alone, reused, without ids.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class BenchmarkSerde {
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final String TOPIC = "measured";

    /// The record's type.
    @Param({"Indicators", "Candle"})
    public String type = "Indicators";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);
    private SpecificRecord value = candle();
    private byte[] bytes = {};
    private byte[] plain = {};
    private Serde<SpecificRecord> ours = serdeOf(Candle.class);
    private final Serde<SpecificRecord> library = libraryOf();
    private SpecificDatumWriter<SpecificRecord> writer = new SpecificDatumWriter<>(value.getSchema());
    private SpecificDatumReader<SpecificRecord> reader = new SpecificDatumReader<>(value.getSchema());

    /// Chooses the record.
    @Setup
    public void choose() throws IOException {
        boolean isCandle = type.equals("Candle");
        value = isCandle ? candle() : indicators();
        ours = isCandle ? serdeOf(Candle.class) : serdeOf(Indicators.class);
        writer = new SpecificDatumWriter<>(value.getSchema());
        reader = new SpecificDatumReader<>(value.getSchema());
        bytes = encode();
        plain = encodeWithAvroAlone();
    }

    /// Our serializer.
    @Benchmark
    @AtLeast(2_000_000)
    public byte[] encode() {
        return ours.serializer().serialize(TOPIC, value);
    }

    /// The registry's serializer.
    @Benchmark
    public byte[] encodeWithTheLibrary() {
        return library.serializer().serialize(TOPIC, value);
    }

    /// Avro's writer.
    @Benchmark
    public byte[] encodeWithAvroAlone() throws IOException {
        out.reset();
        writer.write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /// Our deserializer.
    @Benchmark
    @AtLeast(1_000_000)
    public @Nullable SpecificRecord decode() {
        return ours.deserializer().deserialize(TOPIC, bytes);
    }

    /// The registry's deserializer.
    @Benchmark
    public @Nullable SpecificRecord decodeWithTheLibrary() {
        return library.deserializer().deserialize(TOPIC, bytes);
    }

    /// Avro's reader.
    @Benchmark
    public SpecificRecord decodeWithAvroAlone() throws IOException {
        decoder = DecoderFactory.get().binaryDecoder(plain, decoder);
        return reader.read(null, decoder);
    }

    @SuppressWarnings("unchecked")
    private static <T extends SpecificRecord> Serde<SpecificRecord> serdeOf(Class<T> type) {
        return (Serde<SpecificRecord>) AvroSerdes.of(type, new InMemoryRegistry());
    }

    private static Serde<SpecificRecord> libraryOf() {
        Map<String, Object> settings = Map.of(SchemaResolverConfig.REGISTRY_URL, "http://not.used",
                SchemaResolverConfig.DEREFERENCE_SCHEMA, true, AvroSerdeConfig.USE_SPECIFIC_AVRO_READER, true);
        Serializer<SpecificRecord> serializer = new AvroKafkaSerializer<>(new InMemoryRegistry());
        Deserializer<SpecificRecord> deserializer = new AvroKafkaDeserializer<>(new InMemoryRegistry());
        serializer.configure(settings, false);
        deserializer.configure(settings, false);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private static Candle candle() {
        return new Candle("binance", "BTC/USDT", NOON, 42_000.1, 42_100.2, 41_900.3, 42_050.4, 1234.5678, 42L, 0);
    }

    private static Indicators indicators() {
        return Indicators.newBuilder().setExchange("binance").setAsset("BTC/USDT").setTimestamp(NOON)
                .setTimeframe("4h").setLastId(4_194_304_000_000_042L).setClosed(true).setRevision(0).setEma10(1.1)
                .setEma36(2.2).setEma200(3.3).setSma200(4.4).setEhma180(5.5).setRsi14(66.6).setBbm202(7.7)
                .setBbl202(8.8).setBbu202(9.9).setBbw202(10.1).setTdSeqUp(3).setTdSeqDown(0).setSt73(11.1)
                .setDiffEma200Pct(1.2).setRangePct(1.3).setHighLowRangePct(1.4).setVolumeUsd(1.5e9).build();
    }
}
