package io.cryptodata.service.registry;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Confluent's wire format: a zero byte, the schema's id in four bytes, Avro binary.
final class WireFormat {
    /// bytes before the Avro data
    static final int HEAD = 5;

    private WireFormat() {}

    static boolean isFollowedBy(byte[] value) {
        return value.length >= HEAD && value[0] == 0;
    }

    /// The schema's id in a value that follows the format.
    static int idIn(byte[] value) {
        return ByteBuffer.wrap(value).getInt(1);
    }

    /// What is wrong with a value that does not follow the format.
    static String contradictionOf(byte[] value) {
        return "expected a zero byte, a schema's id in four bytes and Avro, but it " + (value.length == 0
                ? "is empty"
                : "starts with " + HexFormat.of().formatHex(value, 0, Math.min(HEAD, value.length)));
    }
}
