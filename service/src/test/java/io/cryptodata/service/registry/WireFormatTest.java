package io.cryptodata.service.registry;

import com.sun.management.ThreadMXBean;
import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.Indicators;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WireFormatTest {
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final Candle CANDLE = new Candle("binance", "BTC/USDT", NOON, 1.0, 3.0, 0.5, 2.0, 10.0, 42L, 0);
    private static final List<Schema> SCHEMAS = Topics.catalogue().schemas();

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Serde<Candle> candles = AvroSerdes.of(Candle.class, registry);
    private final Serde<Indicators> indicators = AvroSerdes.of(Indicators.class, registry);

    @RepeatedTest(20)
    void every_record_has_the_bytes_of_avros_own_writer_and_is_read_as_by_its_reader() throws IOException {
        long seed = new Random().nextLong();
        RandomRecords records = new RandomRecords(seed);
        for (Schema schema : SCHEMAS) {
            SpecificRecord written = records.of(schema);
            byte[] bytes = avroBytes(written);
            assertThat(bytesOf(RecordEncoder.of(schema), written)).as("%s, seed %d", written, seed).isEqualTo(bytes);
            Object read = RecordDecoder.of(schema, schema).read(DecoderFactory.get().binaryDecoder(bytes, null));
            Object expected = new SpecificDatumReader<>(schema, schema).read(null,
                    DecoderFactory.get().binaryDecoder(bytes, null));
            assertThat(read).as("seed %d", seed).hasToString(String.valueOf(expected)).hasToString(written.toString());
        }
    }

    @Test
    void only_a_map_is_left_to_avros_own_writer_and_reader() {
        assertThat(SCHEMAS).filteredOn(schema -> !(RecordEncoder.of(schema) instanceof RecordEncoder))
                .extracting(Schema::getName).containsExactly("TaskRun");
        assertThat(SCHEMAS).filteredOn(schema -> !(RecordDecoder.of(schema, schema) instanceof RecordDecoder))
                .extracting(Schema::getName).containsExactly("TaskRun");
    }

    @Test
    void a_record_of_an_earlier_schema_is_read_with_the_defaults_of_the_newer_one() throws IOException {
        Schema now = Candle.getClassSchema();
        List<Schema.Field> before = now.getFields().stream().filter(field -> !field.name().equals("revision"))
                .map(field -> new Schema.Field(field, field.schema())).toList();
        Schema earlier = Schema.createRecord(now.getName(), null, now.getNamespace(), false, before);
        byte[] whole = avroBytes(CANDLE);
        byte[] withoutRevision = Arrays.copyOf(whole, whole.length - 1);
        assertThat(RecordDecoder.of(earlier, now).read(DecoderFactory.get().binaryDecoder(withoutRevision, null)))
                .isEqualTo(CANDLE);
    }

    /// A schema that is processed anew for every record shows in what is allocated.
    @Test
    void writing_and_reading_allocate_little_more_than_the_record() {
        Indicators row = (Indicators) new RandomRecords(7).of(Indicators.getClassSchema());
        byte[] bytes = indicators.serializer().serialize("indicators", row);
        long written = allocatedPerCall(() -> indicators.serializer().serialize("indicators", row));
        long read = allocatedPerCall(() -> indicators.deserializer().deserialize("indicators", bytes));
        assertThat(written).as("allocated while writing %d bytes", bytes.length).isLessThan(3L * bytes.length);
        assertThat(read).as("allocated while reading %d bytes", bytes.length).isLessThan(5L * bytes.length);
    }

    @Test
    void a_field_without_value_is_named_and_the_next_record_is_complete() {
        byte[] expected = candles.serializer().serialize("candles.1h", CANDLE);
        Candle incomplete = new Candle("binance", "BTC/USDT", NOON, 1.0, 3.0, 0.5, 2.0, 10.0, 42L, 0);
        incomplete.put("asset", null);
        assertThatThrownBy(() -> candles.serializer().serialize("candles.1h", incomplete))
                .isInstanceOf(SerializationException.class).hasMessageContaining("asset of Candle");
        assertThat(candles.serializer().serialize("candles.1h", CANDLE)).isEqualTo(expected);
    }

    @Test
    void an_unknown_branch_of_a_nullable_field_is_refused() {
        Indicators row = (Indicators) new RandomRecords(7).of(Indicators.getClassSchema());
        row.setExchange("b");
        row.setAsset("A/B");
        row.setTimestamp(NOON);
        row.setTimeframe("1h");
        row.setLastId(0L);
        row.setRevision(0);
        byte[] bytes = indicators.serializer().serialize("indicators", row);
        assertThat(indicators.deserializer().deserialize("indicators", bytes)).isEqualTo(row);
        // prefix, "b", "A/B", six bytes of time, "1h", last_id, closed, revision
        bytes[5 + 2 + 4 + 6 + 3 + 3] = 6;
        assertThatThrownBy(() -> indicators.deserializer().deserialize("indicators", bytes))
                .isInstanceOf(SerializationException.class).hasMessageContaining("number 3");
    }

    @Test
    void threads_share_one_serde() throws Exception {
        RandomRecords random = new RandomRecords(11);
        List<SpecificRecord> records = IntStream.range(0, 200).mapToObj(i -> random.of(Candle.getClassSchema()))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Candle>> read = records.stream().map(each -> threads.submit(() -> candles.deserializer()
                    .deserialize("candles.1h", candles.serializer().serialize("candles.1h", (Candle) each)))).toList();
            for (int i = 0; i < records.size(); i++) {
                assertThat(read.get(i).get()).isEqualTo(records.get(i));
            }
        }
    }

    private static long allocatedPerCall(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int calls = 100;
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / calls;
    }

    private static byte[] bytesOf(ValueEncoder encoder, SpecificRecord value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder binary = EncoderFactory.get().binaryEncoder(bytes, null);
        encoder.write(value, binary);
        binary.flush();
        return bytes.toByteArray();
    }

    private static byte[] avroBytes(SpecificRecord value) throws IOException {
        return bytesOf(new SpecificDatumWriter<>(value.getSchema())::write, value);
    }
}
