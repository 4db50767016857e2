package io.cryptodata.sinks.connect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Rows in the [binary format of COPY](https://www.postgresql.org/docs/17/sql-copy.html#id-1.9.3.55.9.4), in memory that is
/// used again for the next rows.
final class CopyBuffer {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int INITIAL_CAPACITY = 1 << 16;
    private static final int NULL = -1;
    /// PostgreSQL counts microseconds from 2000 on.
    private static final long MILLIS_OF_2000 = 946_684_800_000L;
    private static final short END = -1;
    private static final byte JSONB_VERSION = 1;

    private ByteBuffer bytes = ByteBuffer.allocate(INITIAL_CAPACITY);

    /// Forgets all rows and starts a file.
    void start() {
        clear();
        bytes.put(SIGNATURE).putInt(0).putInt(0);
    }

    /// Forgets all bytes.
    void clear() {
        bytes.clear();
    }

    /// Appends fields of another buffer.
    void putFields(byte[] fields) {
        require(fields.length).put(fields);
    }

    void startRow(int fields) {
        require(Short.BYTES).putShort((short) fields);
    }

    void end() {
        require(Short.BYTES).putShort(END);
    }

    void putNull() {
        require(Integer.BYTES).putInt(NULL);
    }

    void putBoolean(boolean value) {
        require(Integer.BYTES + Byte.BYTES).putInt(Byte.BYTES).put((byte) (value ? 1 : 0));
    }

    void putLong(long value) {
        require(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    void putInt(int value) {
        require(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    }

    void putShort(short value) {
        require(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort(value);
    }

    void putTimestamp(long millis) {
        putLong(1000 * (millis - MILLIS_OF_2000));
    }

    /// The milliseconds of a timestamp's field; of a time with microseconds the next one.
    static long millis(long micros) {
        return Math.ceilDiv(micros, 1000L) + MILLIS_OF_2000;
    }

    void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    void putFloat(float value) {
        putInt(Float.floatToRawIntBits(value));
    }

    void putText(String value) {
        putBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void putJsonb(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        require(Integer.BYTES + 1 + text.length).putInt(1 + text.length).put(JSONB_VERSION).put(text);
    }

    void putBytes(byte[] value) {
        require(Integer.BYTES + value.length).putInt(value.length).put(value);
    }

    /// Room for a field whose bytes the caller puts.
    ByteBuffer require(int length) {
        if (bytes.remaining() < length) {
            int capacity = Math.max(2 * bytes.capacity(), bytes.position() + length);
            bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
        }
        return bytes;
    }

    /// The bytes up to [#length()].
    byte[] array() {
        return bytes.array();
    }

    int length() {
        return bytes.position();
    }

    /// A copy of the first bytes.
    byte[] copy(int length) {
        return Arrays.copyOf(bytes.array(), length);
    }
}
