package io.cryptodata.service.registry;

import org.apache.avro.AvroTypeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads generated records of one schema, as Avro's `SpecificDatumReader` does, which determines how each value is read
/// anew for every record. Lengths are limited by Avro's decoder.
final class RecordDecoder implements ValueDecoder {
    private final Schema schema;
    private final Class<?> type;
    private final ValueDecoder[] fields;

    private RecordDecoder(Schema schema, List<ValueDecoder> fields) {
        this.schema = schema;
        this.type = SpecificData.get().getClass(schema);
        this.fields = fields.toArray(ValueDecoder[]::new);
    }

    /// The decoder of records that were written with one schema and are read with another: Avro's own where the two differ
    /// or a field is of a type without a decoder here.
    static ValueDecoder of(Schema writer, Schema reader) {
        Optional<ValueDecoder> fast = writer.equals(reader) ? ofRecord(reader) : Optional.empty();
        if (fast.isPresent()) {
            return fast.get();
        }
        SpecificDatumReader<Object> avro = new SpecificDatumReader<>(writer, reader);
        return in -> avro.read(null, in);
    }

    @Override
    public Object read(Decoder in) throws IOException {
        IndexedRecord record = (IndexedRecord) SpecificData.newInstance(type, schema);
        for (int field = 0; field < fields.length; field++) {
            record.put(field, fields[field].read(in));
        }
        return record;
    }

    private static Optional<ValueDecoder> ofRecord(Schema schema) {
        List<ValueDecoder> fields = schema.getFields().stream().map(Schema.Field::schema)
                .map(RecordDecoder::ofValue).flatMap(Optional::stream).toList();
        return fields.size() == schema.getFields().size()
                ? Optional.of(new RecordDecoder(schema, fields))
                : Optional.empty();
    }

    private static Optional<ValueDecoder> ofValue(Schema schema) {
        if (schema.getLogicalType() != null) {
            return LogicalTypes.timestampMillis().equals(schema.getLogicalType())
                    ? Optional.of(in -> Instant.ofEpochMilli(in.readLong()))
                    : Optional.empty();
        }
        return switch (schema.getType()) {
            case STRING -> Optional.of(Decoder::readString);
            case BOOLEAN -> Optional.of(Decoder::readBoolean);
            case INT -> Optional.of(Decoder::readInt);
            case LONG -> Optional.of(Decoder::readLong);
            case DOUBLE -> Optional.of(Decoder::readDouble);
            case NULL -> Optional.of(RecordDecoder::nothing);
            case RECORD -> ofRecord(schema);
            case ARRAY -> ofValue(schema.getElementType()).map(items -> in -> items(items, in));
            case UNION -> ofUnion(schema.getTypes());
            case BYTES, ENUM, FIXED, FLOAT, MAP -> Optional.empty();
        };
    }

    private static @Nullable Object nothing(Decoder in) throws IOException {
        in.readNull();
        return null;
    }

    private static List<@Nullable Object> items(ValueDecoder items, Decoder in) throws IOException {
        List<@Nullable Object> read = new ArrayList<>();
        for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
            for (long item = 0; item < block; item++) {
                read.add(items.read(in));
            }
        }
        return read;
    }

    private static Optional<ValueDecoder> ofUnion(List<Schema> types) {
        List<ValueDecoder> branches = types.stream().map(RecordDecoder::ofValue).flatMap(Optional::stream).toList();
        if (branches.size() != types.size()) {
            return Optional.empty();
        }
        ValueDecoder[] byIndex = branches.toArray(ValueDecoder[]::new);
        return Optional.of(in -> {
            int index = in.readIndex();
            if (index < 0 || index >= byIndex.length) {
                throw new AvroTypeException("a value is one of " + types + ", but this has the number " + index);
            }
            return byIndex[index].read(in);
        });
    }
}
