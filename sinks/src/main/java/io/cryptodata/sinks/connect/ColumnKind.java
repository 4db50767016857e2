package io.cryptodata.sinks.connect;

import org.jspecify.annotations.Nullable;

import java.util.Date;

/// How values are written to columns of a type: in the binary format of that type, so that the server has nothing to convert
/// and nothing depends on the time zone of this JVM or of the session.
enum ColumnKind {
    BIGINT((value, target) -> target.putLong(whole(value, Long.MIN_VALUE, Long.MAX_VALUE))), INTEGER(
            (value, target) -> target.putInt((int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE))), SMALLINT(
                    (value, target) -> target.putShort((short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE))),
    /// Doubles keep 15 significant digits.
    NUMERIC((value, target) -> NumericFormat.put(finite(value), target)), DOUBLE(
            (value, target) -> target.putDouble(finite(value))), REAL(
                    (value, target) -> target.putFloat(single(value))), TEXT(
                            (value, target) -> target.putText(text(value))),
    /// Text is JSON already; anything else is written as JSON.
    JSON((value, target) -> target.putText(json(value))), JSONB(
            (value, target) -> target.putJsonb(json(value))), BOOLEAN(
                    (value, target) -> target.putBoolean(truth(value))), TIMESTAMP(
                            (value, target) -> target.putTimestamp(millis(value)));

    /// in microseconds below the largest `long`; the server accepts about as much
    private static final long LARGEST_MILLIS = 9_000_000_000_000_000L;

    private final Format format;

    ColumnKind(Format format) {
        this.format = format;
    }

    @FunctionalInterface
    private interface Format {
        void put(Object value, CopyBuffer target);
    }

    /// The kind of a column of this type.
    ///
    /// @param type the type as PostgreSQL writes it, for example `timestamp with time zone`
    /// @return null if the type is not supported
    static @Nullable ColumnKind of(String type) {
        String name = type.replaceAll("\\(.*\\)", "");
        return switch (name) {
            case "bigint" -> BIGINT;
            case "integer" -> INTEGER;
            case "smallint" -> SMALLINT;
            case "numeric" -> NUMERIC;
            case "double precision" -> DOUBLE;
            case "real" -> REAL;
            case "text", "character varying" -> TEXT;
            case "json" -> JSON;
            case "jsonb" -> JSONB;
            case "boolean" -> BOOLEAN;
            case "timestamp with time zone" -> TIMESTAMP;
            default -> null;
        };
    }

    /// Appends a value as the next field of a row.
    ///
    /// @throws BadRowException if the value is of another type or out of the range of the column's type
    void put(Object value, CopyBuffer target) {
        format.put(value, target);
    }

    /// Whether [#order] is known.
    boolean isOrdered() {
        return switch (this) {
            case BIGINT, INTEGER, SMALLINT, TIMESTAMP -> true;
            case NUMERIC, DOUBLE, REAL, TEXT, JSON, JSONB, BOOLEAN -> false;
        };
    }

    /// A number that is larger for a larger value.
    ///
    /// @throws BadRowException if the value is of another type
    long order(Object value) {
        return this == TIMESTAMP ? millis(value) : whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /// The SQL that converts a number from [#order] to a value.
    ///
    /// @param number as SQL
    String fromOrder(String number) {
        return this == TIMESTAMP ? "timestamptz 'epoch' + " + number + " * interval '1 millisecond'" : number;
    }

    private static long whole(Object value, long smallest, long largest) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            long number = ((Number) value).longValue();
            if (number >= smallest && number <= largest) {
                return number;
            }
            throw mismatch(value, "a whole number from " + smallest + " to " + largest);
        }
        throw mismatch(value, "a whole number");
    }

    private static double finite(Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            return number;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw mismatch(value, "a finite number");
    }

    private static float single(Object value) {
        float number = (float) finite(value);
        if (Float.isInfinite(number)) {
            throw mismatch(value, "at most " + Float.MAX_VALUE);
        }
        return number;
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw mismatch(value, "text");
    }

    private static String json(Object value) {
        return value instanceof String text ? text : JsonText.of(value);
    }

    private static boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw mismatch(value, "true or false");
    }

    private static long millis(Object value) {
        if (!(value instanceof Date date)) {
            throw mismatch(value, "a timestamp");
        }
        if (date.getTime() > LARGEST_MILLIS || date.getTime() < -LARGEST_MILLIS) {
            throw mismatch(date.getTime(), "within 285,000 years of 1970, in milliseconds");
        }
        return date.getTime();
    }

    private static BadRowException mismatch(Object value, String expected) {
        return new BadRowException("must be " + expected + ", but is " + value);
    }
}
