package io.cryptodata.service.registry;

import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/// Reads records in the Confluent wire format. The registry's deserializer reads the first record of each schema id and
/// everything that is not in this format; later records of a schema are read without it. Safe for several threads.
///
/// Values are of type `T` or of whatever the bytes contain: the caller checks.
final class WireDeserializer<T extends SpecificRecord> implements Deserializer<Object> {
    private final Deserializer<?> library;
    private final IntFunction<Schema> schemas;
    private final Class<T> type;
    private final Schema reader;
    private final Map<Integer, ValueDecoder> decoders = new ConcurrentHashMap<>();

    /// @param schemas the writer's schema of an id that the library has read
    WireDeserializer(Deserializer<?> library, IntFunction<Schema> schemas, Class<T> type) {
        this.library = library;
        this.schemas = schemas;
        this.type = type;
        this.reader = SpecificData.get().getSchema(type);
    }

    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null || !WireFormat.isFollowedBy(bytes)) {
            return library.deserialize(topic, bytes);
        }
        int id = WireFormat.idIn(bytes);
        ValueDecoder decoder = decoders.get(id);
        return decoder == null ? first(topic, id, bytes) : read(decoder, bytes);
    }

    /// Headers are not read: the schema's id is in the value.
    @Override
    public @Nullable Object deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
        return deserialize(topic, bytes);
    }

    @Override
    public void close() {
        library.close();
    }

    private @Nullable Object first(String topic, int id, byte[] bytes) {
        Object value = library.deserialize(topic, bytes);
        if (type.isInstance(value)) {
            decoders.put(id, RecordDecoder.of(schemas.apply(id), reader));
        }
        return value;
    }

    private static @Nullable Object read(ValueDecoder decoder, byte[] bytes) {
        try {
            return decoder.read(DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEAD,
                    bytes.length - WireFormat.HEAD, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
