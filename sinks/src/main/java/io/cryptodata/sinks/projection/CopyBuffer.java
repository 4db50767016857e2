package io.cryptodata.sinks.projection;

import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Rows in the binary format of [COPY](https://www.postgresql.org/docs/17/sql-copy.html), sent in blocks.
final class CopyBuffer {
    private static final int BLOCK = 1 << 16;
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final long EPOCH_MILLIS = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final long MICROS = Duration.ofMillis(1).toNanos() / 1000;

    private final CopyIn copy;
    private ByteBuffer buffer = ByteBuffer.allocate(2 * BLOCK);

    CopyBuffer(CopyIn copy) {
        this.copy = copy;
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    /// Starts a row.
    void row(int columns) throws SQLException {
        if (buffer.position() > BLOCK) {
            flush();
        }
        require(Short.BYTES);
        buffer.putShort((short) columns);
    }

    void integer(int value) {
        require(2 * Integer.BYTES);
        buffer.putInt(Integer.BYTES).putInt(value);
    }

    void bigint(long value) {
        require(Integer.BYTES + Long.BYTES);
        buffer.putInt(Long.BYTES).putLong(value);
    }

    void absent() {
        require(Integer.BYTES);
        buffer.putInt(-1);
    }

    void time(long millis) {
        bigint((millis - EPOCH_MILLIS) * MICROS);
    }

    /// @param values one per column, of the type that its kind has
    void values(List<StagedColumn> columns, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            value(columns.get(i).kind(), values[i]);
        }
    }

    private void value(ColumnKind kind, @Nullable Object value) {
        switch (value) {
            case null -> absent();
            case Long number when kind == ColumnKind.TIMESTAMP -> time(number);
            case Long number -> bigint(number);
            case Double number -> bigint(Double.doubleToRawLongBits(number));
            case Boolean bool -> {
                require(Integer.BYTES + 1);
                buffer.putInt(1).put((byte) (bool ? 1 : 0));
            }
            case Object text -> {
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                require(Integer.BYTES + bytes.length);
                buffer.putInt(bytes.length).put(bytes);
            }
        }
    }

    private void require(int bytes) {
        if (buffer.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(2 * (buffer.capacity() + bytes));
            buffer = larger.put(buffer.flip());
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /// Sends what is left and ends the command.
    ///
    /// @return the number of rows
    long end() throws SQLException {
        require(Short.BYTES);
        buffer.putShort((short) -1);
        flush();
        return copy.endCopy();
    }
}
