package io.cryptodata.sinks.projection;

import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A topic of two partitions whose times of append increase by a second.
final class TopicInMemory implements SourceTopic {
    private static final int PARTITIONS = 2;
    private static final GenericData WITH_TIMES = withTimes();
    private static final Map<Integer, Schema> SCHEMAS = new HashMap<>();

    private final String name;
    private final List<List<ConsumerRecord<byte[], byte[]>>> partitions = IntStream.range(0, PARTITIONS)
            .mapToObj(_ -> (List<ConsumerRecord<byte[], byte[]>>) new ArrayList<ConsumerRecord<byte[], byte[]>>())
            .toList();
    private final Map<Integer, Long> beginnings = new HashMap<>(Map.of(0, 0L, 1, 0L));
    private Instant appended = RandomRecords.START;

    TopicInMemory(String name) {
        this.name = name;
    }

    private static GenericData withTimes() {
        GenericData data = new GenericData();
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        return data;
    }

    static Optional<Schema> schemaOf(int id) {
        return Optional.ofNullable(SCHEMAS.get(id));
    }

    ConsumerRecord<byte[], byte[]> append(String key, SpecificRecord value) {
        return append(key, bytes(value));
    }

    ConsumerRecord<byte[], byte[]> append(String key, byte @Nullable [] value) {
        int number = Math.floorMod(key.hashCode(), PARTITIONS);
        appended = appended.plusSeconds(1);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(name, number,
                // every second offset: a transaction marker or an aborted record
                2L * partitions.get(number).size(), appended.toEpochMilli(), TimestampType.LOG_APPEND_TIME, 0, 0,
                key.getBytes(StandardCharsets.UTF_8), value, new RecordHeaders(), Optional.empty());
        partitions.get(number).add(record);
        return record;
    }

    static byte[] bytes(SpecificRecord value) {
        int id = 1 + Math.floorMod(value.getSchema().getFullName().hashCode(), 1_000_000);
        SCHEMAS.put(id, value.getSchema());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<SpecificRecord>(value.getSchema(), WITH_TIMES).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        return partitions.stream().flatMap(List::stream).toList();
    }

    /// Removes the records before this one, as a retention does.
    void expireBefore(ConsumerRecord<byte[], byte[]> first) {
        for (int number = 0; number < PARTITIONS; number++) {
            partitions.get(number).removeIf(each -> each.timestamp() < first.timestamp());
            beginnings.put(number, partitions.get(number).isEmpty() ? 2L : partitions.get(number).getFirst().offset());
        }
    }

    @Override
    public Map<Integer, Long> beginnings() {
        return Map.copyOf(beginnings);
    }

    @Override
    public Map<Integer, Long> ends() {
        Map<Integer, Long> ends = new HashMap<>();
        for (int number = 0; number < PARTITIONS; number++) {
            ends.put(number, partitions.get(number).isEmpty() ? 0 : partitions.get(number).getLast().offset() + 2);
        }
        return ends;
    }

    @Override
    public void read(Map<Integer, Long> from, Map<Integer, Long> to, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        records().stream().filter(record -> record.offset() >= from.getOrDefault(record.partition(), 0L)
                && record.offset() < to.getOrDefault(record.partition(), 0L)).forEach(each);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
