package io.cryptodata.sinks.projection;

import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads one field of a record as the staged value of a column.
@FunctionalInterface
interface FieldReader {
    /// the times that PostgreSQL has, in milliseconds
    long FIRST_TIME = -210_866_803_200_000L;
    long END_OF_TIME = 9_224_318_016_000_000L;
    /// no record on a topic is larger
    int LONGEST_TEXT = 16 << 20;

    /// @return Long, Double, String, Boolean, or a time as Long; null for Avro's null
    /// @throws RefusedRecordException if the column does not accept the value
    @Nullable
    Object read(BinaryDecoder in) throws IOException, RefusedRecordException;

    /// Reads a field that no column has.
    static FieldReader skipping(Schema schema) {
        return in -> {
            GenericDatumReader.skip(schema, in);
            return null;
        };
    }

    /// The reader for the values of a schema; of a type that the column does not accept, each value is refused.
    static FieldReader of(Schema schema, StagedColumn column) {
        return switch (column.kind()) {
            case JSON -> schema.getType() == Schema.Type.UNION ? union(schema, column) : json(schema);
            case INTEGER, NUMBER, TEXT, BOOLEAN, TIMESTAMP -> scalar(schema, column);
        };
    }

    private static FieldReader scalar(Schema schema, StagedColumn column) {
        boolean time = LogicalTypes.timestampMillis().equals(schema.getLogicalType());
        ColumnKind kind = column.kind();
        return switch (schema.getType()) {
            case NULL -> _ -> null;
            case UNION -> union(schema, column);
            case STRING -> kind == ColumnKind.TEXT ? in -> storable(text(in)) : refusing(schema, column);
            case BOOLEAN -> kind == ColumnKind.BOOLEAN ? BinaryDecoder::readBoolean : refusing(schema, column);
            case DOUBLE -> kind == ColumnKind.NUMBER ? in -> finite(in.readDouble()) : refusing(schema, column);
            case FLOAT -> kind == ColumnKind.NUMBER ? in -> finite(in.readFloat()) : refusing(schema, column);
            case INT, LONG -> {
                if (time) {
                    yield kind == ColumnKind.TIMESTAMP ? in -> time(in.readLong()) : refusing(schema, column);
                }
                if (schema.getLogicalType() != null) {
                    yield refusing(schema, column);
                }
                boolean isInt = schema.getType() == Schema.Type.INT;
                yield switch (kind) {
                    case INTEGER -> in -> inRange(isInt ? in.readInt() : in.readLong(), column.type());
                    case NUMBER -> in -> (double) (isInt ? in.readInt() : in.readLong());
                    case TEXT, JSON, BOOLEAN, TIMESTAMP -> refusing(schema, column);
                };
            }
            case RECORD, ARRAY, MAP, ENUM, FIXED, BYTES -> refusing(schema, column);
        };
    }

    private static FieldReader union(Schema schema, StagedColumn column) {
        FieldReader[] branches = schema.getTypes().stream()
                .map(type -> type.getType() == Schema.Type.NULL ? (FieldReader) _ -> null : of(type, column))
                .toArray(FieldReader[]::new);
        return in -> {
            int branch = in.readIndex();
            if (branch < 0 || branch >= branches.length) {
                throw new IOException("a union of " + branches.length + " types has no type number " + branch);
            }
            return branches[branch].read(in);
        };
    }

    private static FieldReader json(Schema schema) {
        return schema.getType() == Schema.Type.STRING
                ? in -> escapeless(storable(text(in)))
                : in -> AvroJson.read(schema, in);
    }

    private static FieldReader refusing(Schema schema, StagedColumn column) {
        return _ -> {
            throw new RefusedRecordException(
                    "column " + column.name() + " is of type " + column.type() + ", the field is " + schema.getType());
        };
    }

    /// @throws IOException if the text is longer than any record
    static String text(BinaryDecoder in) throws IOException {
        long length = in.readLong();
        if (length < 0 || length > LONGEST_TEXT) {
            throw new IOException("a text of " + length + " bytes");
        }
        byte[] bytes = new byte[(int) length];
        in.readFixed(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// @throws RefusedRecordException if the text has a character that PostgreSQL does not store
    static String storable(String text) throws RefusedRecordException {
        if (text.indexOf('\0') >= 0) {
            throw new RefusedRecordException("a text contains the character 0");
        }
        return text;
    }

    /// @throws RefusedRecordException if a text of JSON has that character as an escape
    private static String escapeless(String json) throws RefusedRecordException {
        if (json.contains("\\u0000")) {
            throw new RefusedRecordException("a text contains the character 0");
        }
        return json;
    }

    static double finite(double number) throws RefusedRecordException {
        if (!Double.isFinite(number)) {
            throw new RefusedRecordException(number + " is no finite number");
        }
        return number;
    }

    private static long inRange(long number, String type) throws RefusedRecordException {
        boolean fits = switch (type) {
            case "smallint" -> number == (short) number;
            case "integer" -> number == (int) number;
            default -> true;
        };
        if (!fits) {
            throw new RefusedRecordException(number + " is out of the range of " + type);
        }
        return number;
    }

    private static long time(long millis) throws RefusedRecordException {
        if (millis < FIRST_TIME || millis >= END_OF_TIME) {
            throw new RefusedRecordException("a time of " + millis + " ms is out of the range of timestamptz");
        }
        return millis;
    }
}
