package io.cryptodata.sinks.projection;

import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads values of a topic as rows of the staging table: Confluent's wire format, and fields by the schema with which they
/// were written.
final class ValueReader {
    private static final int HEAD = 5;

    private final StagedTable table;
    private final List<StagedColumn> columns;
    private final WriterSchemas schemas;
    private final Map<Integer, Optional<RowReader>> readers = new HashMap<>();
    private @Nullable BinaryDecoder reused;

    ValueReader(StagedTable table, WriterSchemas schemas) {
        this.table = table;
        this.columns = table.fields();
        this.schemas = schemas;
    }

    /// @param fields in the order of the schema
    /// @param positions of their columns; -1 for none
    private record RowReader(FieldReader[] fields, int[] positions, @Nullable Object[] absent) {}

    /// Reads a value into a row, one element per field column of the table.
    ///
    /// @throws RefusedRecordException if the table does not accept it
    /// @throws IOException if the value is no record of a registered schema
    void read(byte[] value, @Nullable Object[] row) throws IOException, RefusedRecordException {
        RowReader reader = readerOf(value);
        System.arraycopy(reader.absent, 0, row, 0, row.length);
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(value, HEAD, value.length - HEAD, reused);
        reused = in;
        for (int i = 0; i < reader.fields.length; i++) {
            Object cell = reader.fields[i].read(in);
            if (reader.positions[i] >= 0) {
                row[reader.positions[i]] = cell;
            }
        }
        requireValues(row);
    }

    private void requireValues(@Nullable Object[] row) throws RefusedRecordException {
        for (int i = 0; i < row.length; i++) {
            if (row[i] == null && (!columns.get(i).nullable() || table.key().contains(columns.get(i).name()))) {
                throw new RefusedRecordException("column " + columns.get(i).name() + " must not be null");
            }
        }
    }

    private RowReader readerOf(byte[] value) throws IOException {
        if (value.length < HEAD || value[0] != 0) {
            throw new IOException("the value does not follow the wire format: "
                    + HexFormat.of().formatHex(value, 0, Math.min(HEAD, value.length)));
        }
        int id = ByteBuffer.wrap(value).getInt(1);
        Optional<RowReader> reader = readers.get(id);
        if (reader == null) {
            reader = schemas.byId(id).filter(schema -> schema.getType() == Schema.Type.RECORD).map(this::readerOf);
            readers.put(id, reader);
        }
        return reader.orElseThrow(() -> new IOException("the registry has no record schema with id " + id));
    }

    private RowReader readerOf(Schema schema) {
        List<Schema.Field> fields = schema.getFields();
        FieldReader[] readers = new FieldReader[fields.size()];
        int[] positions = new int[fields.size()];
        @Nullable
        Object[] absent = columns.stream().map(StagedColumn::absent).toArray();
        for (int i = 0; i < readers.length; i++) {
            Schema.Field field = fields.get(i);
            positions[i] = positionOf(field.name());
            readers[i] = positions[i] < 0
                    ? FieldReader.skipping(field.schema())
                    : FieldReader.of(field.schema(), columns.get(positions[i]));
        }
        return new RowReader(readers, positions, absent);
    }

    private int positionOf(String field) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(field)) {
                return i;
            }
        }
        return -1;
    }
}
