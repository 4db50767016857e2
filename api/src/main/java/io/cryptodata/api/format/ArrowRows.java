package io.cryptodata.api.format;

import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.Reader;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Rows as a stream of Arrow record batches: times as `timestamp[ms, UTC]`, ids and whole numbers as int64, other numbers
/// as float64. One batch at a time is in memory, outside the heap.
public final class ArrowRows implements Reader.RowSink, AutoCloseable {
    /// What the JVM must be started with, because Arrow reads the addresses of buffers.
    public static final String JVM_OPTION = "--add-opens=java.base/java.nio=ALL-UNNAMED";

    private static final int ROWS_PER_BATCH = 4096;
    private static final long BYTES_PER_STREAM = 32L << 20;

    private final OutputStream out;
    private final BufferAllocator memory;
    private @Nullable VectorSchemaRoot batch;
    private @Nullable ArrowStreamWriter writer;
    private int filled;

    /// @throws IllegalStateException if [#isAvailable()] is false
    public ArrowRows(OutputStream out) {
        if (!isAvailable()) {
            throw new IllegalStateException("Arrow needs the JVM option " + JVM_OPTION);
        }
        this.out = out;
        this.memory = Root.MEMORY.newChildAllocator("rows", 0, BYTES_PER_STREAM);
    }

    /// Initialised only where Arrow is available.
    private static final class Root {
        static final BufferAllocator MEMORY = new RootAllocator();
    }

    /// Whether the JVM was started with [#JVM_OPTION].
    public static boolean isAvailable() {
        return ByteBuffer.class.getModule().isOpen("java.nio", ArrowRows.class.getModule());
    }

    /// Whether all columns have a type of Arrow.
    public static boolean canWrite(List<Column> columns) {
        return columns.stream().allMatch(Column::isScalar);
    }

    @Override
    public void begin(List<Column> columns) throws IOException {
        VectorSchemaRoot root = VectorSchemaRoot.create(
                new Schema(columns.stream().map(ArrowRows::field).toList()), memory);
        batch = root;
        writer = new ArrowStreamWriter(root, null, Channels.newChannel(out));
        writer.start();
    }

    private static Field field(Column column) {
        return new Field(column.name(), FieldType.nullable(switch (column.type()) {
            case TEXT -> ArrowType.Utf8.INSTANCE;
            case TIME -> new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC");
            case DAY -> new ArrowType.Date(DateUnit.DAY);
            case NUMBER -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case INTEGER, ID -> new ArrowType.Int(Long.SIZE, true);
            case FLAG -> ArrowType.Bool.INSTANCE;
            case COUNTS, OBJECT, OBJECTS -> throw new IllegalArgumentException(
                    column.name() + " has no type of Arrow");
        }), List.of());
    }

    @Override
    public void row(@Nullable Object[] cells) throws IOException {
        VectorSchemaRoot root = started();
        for (int i = 0; i < cells.length; i++) {
            set(root.getVector(i), filled, cells[i]);
        }
        filled++;
        if (filled == ROWS_PER_BATCH) {
            write();
        }
    }

    private static void set(FieldVector vector, int row, @Nullable Object cell) {
        switch (cell) {
            case null -> vector.setNull(row);
            case String text -> ((VarCharVector) vector).setSafe(row, text.getBytes(StandardCharsets.UTF_8));
            case Instant time -> ((TimeStampMilliTZVector) vector).setSafe(row, time.toEpochMilli());
            case LocalDate day -> ((DateDayVector) vector).setSafe(row, Math.toIntExact(day.toEpochDay()));
            case Double number when Double.isFinite(number) -> ((Float8Vector) vector).setSafe(row, number);
            case Double _ -> vector.setNull(row);
            case Long number -> ((BigIntVector) vector).setSafe(row, number);
            case Boolean flag -> ((BitVector) vector).setSafe(row, flag ? 1 : 0);
            default -> throw new IllegalArgumentException(cell.getClass().getName());
        }
    }

    private VectorSchemaRoot started() {
        if (batch == null) {
            throw new IllegalStateException("begin was not called");
        }
        return batch;
    }

    private void write() throws IOException {
        VectorSchemaRoot root = started();
        root.setRowCount(filled);
        if (writer != null) {
            writer.writeBatch();
        }
        root.clear();
        filled = 0;
    }

    /// Writes the last batch and the mark of the end; to be called when all rows were passed.
    public void end() throws IOException {
        if (filled > 0) {
            write();
        }
        if (writer != null) {
            writer.end();
        }
    }

    /// Frees the memory; the stream stays open.
    @Override
    public void close() {
        if (batch != null) {
            batch.close();
        }
        memory.close();
    }
}
