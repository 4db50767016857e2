package io.cryptodata.sinks.connect;

import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.InMemoryRegistry;
import io.cryptodata.service.registry.RandomRecords;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;
import org.apache.pulsar.kafka.shade.io.confluent.connect.avro.AvroConverter;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Confluent's converter is the reference.
class StructReaderTest {
    private static final int HEAD = 5;

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final Converter confluent = new AvroConverter(registry);

    StructReaderTest() {
        AvroSerdes.of(Candle.class, new InMemoryRegistry()).close(); // has Avro trust our records
        confluent.configure(Map.of("schema.registry.url", "mock://registry"), false);
    }

    @RepeatedTest(10)
    void records_of_every_topic_are_read_as_by_confluents_converter() throws IOException, RestClientException {
        long seed = new Random().nextLong();
        RandomRecords records = new RandomRecords(seed);
        for (Schema schema : Topics.catalogue().schemas()) {
            byte[] bytes = bytesOf(records.of(schema));
            SchemaAndValue expected = confluent.toConnectData(schema.getName(), bytes);
            Optional<StructReader> reader = StructReader.of(schema, expected.schema());
            if (reader.isPresent()) {
                assertThat(read(reader.get(), bytes)).as("%s, seed %d", schema.getName(), seed)
                        .isEqualTo(expected.value());
            }
        }
    }

    @Test
    void only_a_map_is_left_to_confluents_converter() throws IOException, RestClientException {
        List<String> others = new ArrayList<>();
        for (Schema schema : Topics.catalogue().schemas()) {
            byte[] bytes = bytesOf(new RandomRecords(1).of(schema));
            if (StructReader.of(schema, confluent.toConnectData(schema.getName(), bytes).schema()).isEmpty()) {
                others.add(schema.getName());
            }
        }
        assertThat(others).containsExactly("TaskRun");
    }

    @Test
    void bytes_that_end_too_early_are_refused() throws IOException, RestClientException {
        for (Schema schema : Topics.catalogue().schemas()) {
            byte[] bytes = bytesOf(new RandomRecords(2).of(schema));
            Optional<StructReader> reader = StructReader.of(schema,
                    confluent.toConnectData(schema.getName(), bytes).schema());
            if (reader.isPresent()) {
                byte[] truncated = Arrays.copyOf(bytes, bytes.length - 1);
                assertThatThrownBy(() -> read(reader.get(), truncated)).as(schema.getName())
                        .isInstanceOf(IOException.class);
            }
        }
    }

    private static Object read(StructReader reader, byte[] bytes) throws IOException {
        return requireNonNull(
                reader.read(DecoderFactory.get().binaryDecoder(bytes, HEAD, bytes.length - HEAD, null)));
    }

    /// In the wire format.
    private byte[] bytesOf(SpecificRecord value) throws IOException, RestClientException {
        Schema schema = value.getSchema();
        int id = registry.register(schema.getName() + "-value", new AvroSchema(schema.toString()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(HEAD).putInt(1, id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<SpecificRecord>(schema).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
