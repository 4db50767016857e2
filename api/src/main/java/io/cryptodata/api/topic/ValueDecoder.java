package io.cryptodata.api.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Decodes values in Confluent wire format: a zero byte, the schema's id in four bytes, Avro binary.
public final class ValueDecoder {
    private static final int HEAD = 5;
    private final SchemaLookup schemas;

    public ValueDecoder(SchemaLookup schemas) {
        this.schemas = schemas;
    }

    /// Never throws: a value that cannot be decoded is returned with the reason.
    public Decoded decode(byte @Nullable [] value) {
        if (value == null) {
            return new Decoded.Value(NullNode.getInstance());
        }
        if (value.length < HEAD || value[0] != 0) {
            return new Decoded.Undecodable("not in Confluent wire format: " + (value.length == 0
                    ? "the value is empty"
                    : "it starts with " + HexFormat.of().formatHex(value, 0, Math.min(HEAD, value.length))));
        }
        return switch (schemas.byId(ByteBuffer.wrap(value).getInt(1))) {
            case SchemaLookup.Found.Present(Schema schema) -> decode(schema, value);
            case SchemaLookup.Found.Missing(String reason) -> new Decoded.Undecodable(reason);
            case SchemaLookup.Found.Unavailable(String reason) -> new Decoded.Undecodable(reason);
        };
    }

    private static Decoded decode(Schema schema, byte[] value) {
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, HEAD, value.length - HEAD, null);
            Object datum = new GenericDatumReader<>(schema).read(null, decoder);
            return decoder.isEnd()
                    ? new Decoded.Value(AvroJson.of(schema, datum))
                    : new Decoded.Undecodable("bytes are left over after a " + schema.getFullName());
        } catch (IOException | RuntimeException malformed) {
            return new Decoded.Undecodable("not a " + schema.getFullName() + ": " + malformed);
        }
    }

    /// The result of decoding.
    public sealed interface Decoded {
        /// The value; JSON null for a tombstone.
        record Value(JsonNode json) implements Decoded {}

        /// The reason why the value cannot be decoded.
        record Undecodable(String reason) implements Decoded {}
    }
}
