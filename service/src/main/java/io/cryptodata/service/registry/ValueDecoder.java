package io.cryptodata.service.registry;

import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Reads one value of a known schema from Avro binary.
@FunctionalInterface
interface ValueDecoder {
    @Nullable
    Object read(Decoder in) throws IOException;
}
