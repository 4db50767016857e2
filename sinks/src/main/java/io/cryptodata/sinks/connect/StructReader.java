package io.cryptodata.sinks.connect;

import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema.Type;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/// Reads values that were written with one Avro schema into values of one Connect schema. How each field is read is chosen
/// once per schema, not once per value.
@FunctionalInterface
interface StructReader {
    /// @throws IOException if the bytes end too early
    /// @throws RuntimeException if the bytes do not have the schema
    @Nullable
    Object read(BinaryDecoder in) throws IOException;

    /// The reader of a record; empty if a field is of a type without a reader here.
    ///
    /// @param writer the schema that the record was written with
    /// @param connect the schema that Confluent's converter derives from it
    static Optional<StructReader> of(Schema writer, org.apache.kafka.connect.data.Schema connect) {
        return switch (writer.getType()) {
            case STRING -> plain(writer, connect, Type.STRING,
                    BinaryDecoder::readString);
            case BOOLEAN -> plain(writer, connect, Type.BOOLEAN,
                    BinaryDecoder::readBoolean);
            case INT -> plain(writer, connect, Type.INT32,
                    BinaryDecoder::readInt);
            case LONG -> Timestamp.LOGICAL_NAME.equals(connect.name())
                    ? Optional.of(in -> new Date(in.readLong()))
                    : plain(writer, connect, Type.INT64, BinaryDecoder::readLong);
            case DOUBLE -> plain(writer, connect, Type.FLOAT64,
                    BinaryDecoder::readDouble);
            case UNION -> ofOptional(writer.getTypes(), connect);
            case RECORD -> ofRecord(writer, connect);
            case ARRAY -> connect.type() == Type.ARRAY
                    ? of(writer.getElementType(), connect.valueSchema()).map(items -> in -> items(items, in))
                    : Optional.empty();
            case NULL, BYTES, ENUM, FIXED, FLOAT, MAP -> Optional.empty();
        };
    }

    private static Optional<StructReader> plain(Schema writer, org.apache.kafka.connect.data.Schema connect,
            Type type, StructReader reader) {
        boolean hasOtherMeaning = writer.getLogicalType() != null || connect.name() != null;
        return connect.type() == type && !hasOtherMeaning ? Optional.of(reader) : Optional.empty();
    }

    /// Of the unions only those of null and one type.
    private static Optional<StructReader> ofOptional(List<Schema> types,
            org.apache.kafka.connect.data.Schema connect) {
        int nothing = types.indexOf(Schema.create(Schema.Type.NULL));
        if (types.size() != 2 || nothing < 0) {
            return Optional.empty();
        }
        int something = 1 - nothing;
        return of(types.get(something), connect).map(value -> in -> {
            int index = in.readIndex();
            if (index == nothing) {
                return null;
            }
            if (index != something) {
                throw new IOException("a value is one of " + types + ", but this has the number " + index);
            }
            return value.read(in);
        });
    }

    private static Optional<StructReader> ofRecord(Schema writer, org.apache.kafka.connect.data.Schema connect) {
        List<Field> fields = new ArrayList<>();
        List<StructReader> readers = new ArrayList<>();
        for (Schema.Field each : writer.getFields()) {
            Field field = connect.field(each.name());
            if (field != null) {
                of(each.schema(), field.schema()).ifPresent(readers::add);
                fields.add(field);
            }
        }
        if (readers.size() != writer.getFields().size()) {
            return Optional.empty();
        }
        Field[] targets = fields.toArray(Field[]::new);
        StructReader[] values = readers.toArray(StructReader[]::new);
        return Optional.of(in -> {
            Struct struct = new Struct(connect);
            for (int i = 0; i < values.length; i++) {
                struct.put(targets[i], values[i].read(in));
            }
            return struct;
        });
    }

    private static List<@Nullable Object> items(StructReader item, BinaryDecoder in) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
            for (long i = 0; i < block; i++) {
                items.add(item.read(in));
            }
        }
        return items;
    }
}
