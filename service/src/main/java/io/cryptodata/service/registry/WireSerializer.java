package io.cryptodata.service.registry;

import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// Writes records in the Confluent wire format. The registry's serializer resolves the id of each schema on each topic with
/// the first record; later records are written with that id, without it. Safe for several threads.
final class WireSerializer<T extends SpecificRecord> implements Serializer<T> {
    private final Serializer<T> library;
    private final Map<String, Format> formats = new ConcurrentHashMap<>();
    /// at most one buffer waits for its next use
    private final AtomicReference<@Nullable Buffer> idle = new AtomicReference<>();

    WireSerializer(Serializer<T> library) {
        this.library = library;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return library.serialize(topic, null);
        }
        Format format = formats.get(topic);
        return format == null || format.schema != value.getSchema()
                ? first(topic, value)
                : written(format, value);
    }

    /// Headers are neither read nor written: the schema's id is in the value.
    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable T value) {
        return serialize(topic, value);
    }

    @Override
    public void close() {
        library.close();
    }

    private byte @Nullable [] first(String topic, T value) {
        byte[] bytes = library.serialize(topic, value);
        Schema schema = value.getSchema();
        formats.put(topic, new Format(schema, Arrays.copyOf(bytes, WireFormat.HEAD), RecordEncoder.of(schema)));
        return bytes;
    }

    private byte[] written(Format format, T value) {
        Buffer taken = idle.getAndSet(null);
        Buffer buffer = taken == null ? new Buffer() : taken;
        byte[] bytes = buffer.write(format, value);
        if (bytes.length <= Buffer.LARGEST_KEPT) {
            idle.set(buffer);
        }
        return bytes;
    }

    /// How records of one schema are written to one topic.
    @SuppressWarnings("ArrayRecordComponent")
    private record Format(Schema schema, byte[] head, ValueEncoder encoder) {}

    /// Bytes and encoder, reused. One that failed is not used again: its encoder may hold part of a record.
    private static final class Buffer {
        private static final int FIRST_BYTES = 512;
        private static final int LARGEST_KEPT = 64 << 10;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BYTES);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

        byte[] write(Format format, SpecificRecord value) {
            bytes.reset();
            try {
                bytes.write(format.head, 0, WireFormat.HEAD);
                format.encoder.write(value, encoder);
                encoder.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }
}
