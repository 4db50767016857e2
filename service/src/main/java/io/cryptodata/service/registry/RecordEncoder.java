package io.cryptodata.service.registry;

import org.apache.avro.AvroTypeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Writes generated records of one schema, with the same bytes as Avro's `SpecificDatumWriter`, which determines how each
/// value is written anew for every record.
final class RecordEncoder implements ValueEncoder {
    private final Schema schema;
    private final ValueEncoder[] fields;

    private RecordEncoder(Schema schema, List<ValueEncoder> fields) {
        this.schema = schema;
        this.fields = fields.toArray(ValueEncoder[]::new);
    }

    /// The encoder of a record's schema: Avro's own where a field is of a type without an encoder here.
    static ValueEncoder of(Schema schema) {
        Optional<ValueEncoder> fast = ofRecord(schema);
        return fast.isPresent() ? fast.get() : new SpecificDatumWriter<>(schema)::write;
    }

    /// @throws AvroTypeException naming the field that has no value or one of another type
    @Override
    public void write(@Nullable Object value, Encoder out) throws IOException {
        IndexedRecord written = (IndexedRecord) Objects.requireNonNull(value);
        int field = 0;
        try {
            for (; field < fields.length; field++) {
                fields[field].write(written.get(field), out);
            }
        } catch (NullPointerException | ClassCastException _) {
            Schema.Field wrong = schema.getFields().get(field);
            throw new AvroTypeException("field " + wrong.name() + " of " + schema.getName() + " must be "
                    + wrong.schema() + ", but is " + written.get(field));
        }
    }

    private static Optional<ValueEncoder> ofRecord(Schema schema) {
        List<ValueEncoder> fields = schema.getFields().stream().map(Schema.Field::schema)
                .map(RecordEncoder::ofValue).flatMap(Optional::stream).toList();
        return fields.size() == schema.getFields().size()
                ? Optional.of(new RecordEncoder(schema, fields))
                : Optional.empty();
    }

    private static Optional<ValueEncoder> ofValue(Schema schema) {
        if (schema.getLogicalType() != null) {
            return LogicalTypes.timestampMillis().equals(schema.getLogicalType())
                    ? Optional.of((value, out) -> out.writeLong(((Instant) present(value)).toEpochMilli()))
                    : Optional.empty();
        }
        return switch (schema.getType()) {
            case STRING -> Optional.of((value, out) -> out.writeString((CharSequence) present(value)));
            case BOOLEAN -> Optional.of((value, out) -> out.writeBoolean((Boolean) present(value)));
            case INT -> Optional.of((value, out) -> out.writeInt((Integer) present(value)));
            case LONG -> Optional.of((value, out) -> out.writeLong((Long) present(value)));
            case DOUBLE -> Optional.of((value, out) -> out.writeDouble((Double) present(value)));
            case RECORD -> ofRecord(schema);
            case ARRAY -> ofValue(schema.getElementType()).map(RecordEncoder::ofArray);
            case UNION -> ofUnion(schema.getTypes());
            case BYTES, ENUM, FIXED, FLOAT, MAP, NULL -> Optional.empty();
        };
    }

    private static ValueEncoder ofArray(ValueEncoder items) {
        return (value, out) -> {
            Collection<?> written = (Collection<?>) present(value);
            out.writeArrayStart();
            out.setItemCount(written.size());
            for (Object item : written) {
                out.startItem();
                items.write(item, out);
            }
            out.writeArrayEnd();
        };
    }

    /// A value that may be null.
    private static Optional<ValueEncoder> ofUnion(List<Schema> types) {
        int empty = types.indexOf(Schema.create(Schema.Type.NULL));
        if (types.size() != 2 || empty < 0) {
            return Optional.empty();
        }
        int present = 1 - empty;
        return ofValue(types.get(present)).map(encoder -> (value, out) -> {
            out.writeIndex(value == null ? empty : present);
            if (value == null) {
                out.writeNull();
            } else {
                encoder.write(value, out);
            }
        });
    }

    private static Object present(@Nullable Object value) {
        return Objects.requireNonNull(value);
    }
}
