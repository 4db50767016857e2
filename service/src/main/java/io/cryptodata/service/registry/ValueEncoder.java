package io.cryptodata.service.registry;

import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Writes one value of a known schema as Avro binary.
@FunctionalInterface
interface ValueEncoder {
    /// Writes `value`, which must be of the schema's type.
    void write(@Nullable Object value, Encoder out) throws IOException;
}
