package io.cryptodata.sinks.connect;

import org.jspecify.annotations.Nullable;

import java.util.Date;

/// How values of a column type are sent: the type of the array's elements, and the SQL that converts an element to the
/// column's type. Nothing depends on the time zone of this JVM or of the session.
enum ColumnKind {
    INTEGER("int8") {
        @Override
        Object encode(Object value) {
            if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
                return ((Number) value).longValue();
            }
            throw mismatch(value, "a whole number");
        }
    },
    /// The server converts doubles to `numeric`, which keeps 15 significant digits.
    NUMBER("float8") {
        @Override
        Object encode(Object value) {
            if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
                return number.doubleValue();
            }
            throw mismatch(value, "a finite number");
        }
    },
    TEXT("text") {
        @Override
        Object encode(Object value) {
            if (value instanceof String) {
                return value;
            }
            throw mismatch(value, "text");
        }
    },
    /// Text is JSON already; anything else is written as JSON.
    JSON("text") {
        @Override
        Object encode(Object value) {
            return value instanceof String ? value : JsonText.of(value);
        }
    },
    BOOLEAN("bool") {
        @Override
        Object encode(Object value) {
            if (value instanceof Boolean) {
                return value;
            }
            throw mismatch(value, "true or false");
        }
    },
    /// Instants are sent as milliseconds since 1970.
    TIMESTAMP("int8") {
        @Override
        Object encode(Object value) {
            if (value instanceof Date date) {
                return date.getTime();
            }
            throw mismatch(value, "a timestamp");
        }

        @Override
        String expression(String element, String type) {
            return "timestamptz 'epoch' + " + element + " * interval '1 millisecond'";
        }
    };

    private final String arrayElement;

    ColumnKind(String arrayElement) {
        this.arrayElement = arrayElement;
    }

    /// The kind of a column of this type.
    ///
    /// @param type the type as PostgreSQL writes it, for example `timestamp with time zone`
    /// @return null if the type is not supported
    static @Nullable ColumnKind of(String type) {
        String name = type.replaceAll("\\(.*\\)", "");
        return switch (name) {
            case "bigint", "integer", "smallint" -> INTEGER;
            case "numeric", "double precision", "real" -> NUMBER;
            case "text", "character varying" -> TEXT;
            case "json", "jsonb" -> JSON;
            case "boolean" -> BOOLEAN;
            case "timestamp with time zone" -> TIMESTAMP;
            default -> null;
        };
    }

    /// The PostgreSQL type of the elements of the array.
    String arrayElement() {
        return arrayElement;
    }

    /// Whether encoded values have the order of the original ones.
    boolean isOrdered() {
        return this == INTEGER || this == TIMESTAMP;
    }

    /// Encodes a value as an element of the array.
    ///
    /// @throws BadRowException if the value is of another type
    abstract Object encode(Object value);

    /// The SQL that converts an element to the column's value.
    String expression(String element, String type) {
        return element + "::" + type;
    }

    private static BadRowException mismatch(Object value, String expected) {
        return new BadRowException("must be " + expected + ", but is " + value);
    }
}
